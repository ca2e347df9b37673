import { z } from 'zod'
import { MagpieError } from '../../../shared/problem.ts'
import type { Settings } from '../connector.ts'

export interface NotionSettings {
  /** Where Notion's API is, without a slash at the end. */
  readonly apiUrl: string
  /** Whether comments are read too, which takes one more request for each page. */
  readonly comments: boolean
}

const shape = z.object({
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .default('https://api.notion.com')
    .transform((url) => url.replace(/\/+$/, '')),
  comments: z.boolean().default(true),
})

const allowed = { apiUrl: 'an address such as https://api.notion.com', comments: 'true, false' } as const

export const settings: Settings<NotionSettings> = {
  fields: [
    { name: 'comments', label: 'Comments', help: 'Takes one more request for each page', input: 'toggle', required: false },
    { name: 'apiUrl', label: 'Address of the API', help: 'Only where requests go by a server of your own', input: 'url', required: false },
  ],
  parse: (saved) => {
    const parsed = shape.safeParse(saved)
    if (parsed.success) return parsed.data
    const key = parsed.error.issues[0]?.path[0] === 'comments' ? 'comments' : 'apiUrl'
    const value = (saved as Record<string, unknown> | null | undefined)?.[key]
    throw new MagpieError('setting-invalid', {
      key,
      value: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
      allowed: allowed[key],
    })
  },
}
