import { z } from 'zod'
import { MagpieError } from '../../../shared/problem.ts'
import type { Settings } from '../connector.ts'

export interface NotionSettings {
  /** Where Notion's API is, without a slash at the end. */
  readonly apiUrl: string
  /** Whether comments are read too, which takes one more request for each page. */
  readonly comments: boolean
  /** Whether pictures, sound and films in pages are read too, not only known by name and caption. */
  readonly media: boolean
  /** Larger files in pages are known by name only. Bytes. */
  readonly maxBytes: number
}

const shape = z.object({
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .default('https://api.notion.com')
    .transform((url) => url.replace(/\/+$/, '')),
  comments: z.boolean().default(true),
  media: z.boolean().default(false),
  maxBytes: z.number().int().positive().default(100_000_000),
})

const allowed = {
  apiUrl: 'an address such as https://api.notion.com',
  comments: 'true, false',
  media: 'true, false',
  maxBytes: 'a number of bytes above 0',
} as const

export const settings: Settings<NotionSettings> = {
  fields: [
    {
      name: 'comments',
      label: 'Comments',
      help: 'Takes one more request for each page',
      input: 'toggle',
      required: false,
      initially: true,
    },
    {
      name: 'media',
      label: 'Pictures, sound and films',
      help: 'Without it they are found by name and caption',
      input: 'toggle',
      required: false,
    },
    { name: 'maxBytes', label: 'Largest file, in bytes', input: 'number', required: false },
    { name: 'apiUrl', label: 'Address of the API', help: 'Only where requests go by a server of your own', input: 'url', required: false },
  ],
  parse: (saved) => {
    const parsed = shape.safeParse(saved)
    if (parsed.success) return parsed.data
    const wrong = parsed.error.issues[0]?.path[0]
    const key = Object.keys(allowed).includes(String(wrong)) ? (wrong as keyof typeof allowed) : 'apiUrl'
    const value = (saved as Record<string, unknown> | null | undefined)?.[key]
    throw new MagpieError('setting-invalid', {
      key,
      value: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
      allowed: allowed[key],
    })
  },
}
