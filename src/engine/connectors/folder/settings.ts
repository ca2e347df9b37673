import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { MagpieError } from '../../../shared/problem.ts'
import type { Settings } from '../connector.ts'

export interface FolderSettings {
  /** Absolute. */
  readonly path: string
  /** Globs; when there are any, only files that match one are indexed. Without a `/` they match names anywhere. */
  readonly include: readonly string[]
  /** Globs of files and folders to leave out. */
  readonly exclude: readonly string[]
  /** Whether names that start with a dot are indexed too. */
  readonly hidden: boolean
  /** Whether `.gitignore` and `.magpieignore` are obeyed. */
  readonly ignoreFiles: boolean
  /** Larger files are listed and not read. */
  readonly maxBytes: number
}

const globs = z.array(z.string().trim().min(1)).default([])
const shape = z.object({
  path: z.string().refine(isAbsolute),
  include: globs,
  exclude: globs,
  hidden: z.boolean().default(false),
  ignoreFiles: z.boolean().default(true),
  maxBytes: z.number().int().positive().default(100_000_000),
})

const allowed: Readonly<Record<keyof FolderSettings, string>> = {
  path: 'the full path of a folder',
  include: 'a list such as *.md,drafts/**',
  exclude: 'a list such as *.md,drafts/**',
  hidden: 'true, false',
  ignoreFiles: 'true, false',
  maxBytes: 'a number of bytes above 0',
}

/** Says nothing about the folder itself: one on a disk that is not connected is still a good setting. */
export const settings: Settings<FolderSettings> = {
  fields: [
    { name: 'path', label: 'Folder', input: 'folder', required: true },
    { name: 'include', label: 'Only these files', help: 'Patterns such as *.md or projects/**', input: 'list', required: false },
    { name: 'exclude', label: 'Leave out', help: 'Patterns such as *.log or archive/**', input: 'list', required: false },
    { name: 'hidden', label: 'Hidden files', input: 'toggle', required: false },
    { name: 'ignoreFiles', label: 'Obey .gitignore and .magpieignore', input: 'toggle', required: false, initially: true },
    { name: 'maxBytes', label: 'Largest file, in bytes', input: 'number', required: false },
  ],
  parse: (saved) => {
    const parsed = shape.safeParse(saved)
    if (parsed.success) return parsed.data
    const key = String(parsed.error.issues[0]?.path[0] ?? 'path') as keyof FolderSettings
    const value = (saved as Record<string, unknown> | null | undefined)?.[key]
    throw new MagpieError('setting-invalid', {
      key,
      value: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
      allowed: allowed[key],
    })
  },
}
