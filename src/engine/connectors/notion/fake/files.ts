import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FakeAnswer } from '../../kit/fake-service.fixture.ts'
import type { FakeWorkspace } from './workspace.ts'

/** The store that a fake Notion keeps files in: addresses are signed for an hour, as with S3. */
export interface FakeFiles {
  /** An answer with signed addresses in the place of `@file PATH`. */
  signed<T>(body: T, origin: string): T
  /** Null for what is no file's address. */
  answer(url: URL, headers: IncomingHttpHeaders): ReturnType<FakeAnswer> | null
}

const forMs = 3_600_000
const prefix = '/kept/'

export function createFakeFiles(workspace: FakeWorkspace): FakeFiles {
  const signature = (path: string, until: string) => createHash('sha256').update(`${path} ${until}`).digest('hex')
  const refuse = (status: number, code: string) => ({
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`,
    headers: { 'content-type': 'application/xml' },
  })
  return {
    signed: (body, origin) =>
      JSON.parse(
        JSON.stringify(body).replace(/@file ([^"\\<>)]+)/g, (_mark, path: string) => {
          const until = String(workspace.now() + forMs)
          return `${origin}${prefix}${path}?X-Amz-Expires=${until}&X-Amz-Signature=${signature(path, until)}`
        }),
      ) as never,
    answer: ({ pathname, searchParams }, headers) => {
      if (!pathname.startsWith(prefix)) return null
      const path = pathname.slice(prefix.length)
      const until = searchParams.get('X-Amz-Expires') ?? ''
      // A token has no business here; two ways to be let in at once are refused.
      if (headers.authorization !== undefined) return refuse(400, 'InvalidArgument')
      if (searchParams.get('X-Amz-Signature') !== signature(path, until) || workspace.now() > Number(until))
        return refuse(403, 'AccessDenied')
      const file = workspace.files.get(path)
      if (file === undefined) return refuse(404, 'NoSuchKey')
      return { status: 200, body: file.content, headers: { 'content-type': file.type } }
    },
  }
}
