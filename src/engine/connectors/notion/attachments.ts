import { type Attachment, ConnectorError, type Host } from '../connector.ts'
import { fileNameIn } from './file-name.ts'
import type { NotionSettings } from './settings.ts'

/** A file that a page holds, as Notion tells of it. */
export interface FileFound {
  /** Signed for an hour. */
  readonly url: string
  /** As people named it; null where the address is all there is. */
  readonly name: string | null
  /** Whether Notion says that it keeps it, or only its address can tell. */
  readonly kept: boolean
}

const media = /\.(png|jpe?g|gif|webp|svg|heic|heif|avif|bmp|tiff?|ico|mp3|m4a|wav|ogg|oga|opus|flac|aac|mp4|m4v|mov|webm|avi|mkv|mpe?g)$/i

/**
 * The files in a page that are read: those that Notion keeps. A file that lies elsewhere belongs to somebody who would
 * learn that it was asked for, so it is known by its address only.
 */
export function attachmentsIn(found: readonly FileFound[], settings: NotionSettings, host: Host): readonly Attachment[] {
  const attachments = new Map<string, Attachment>()
  for (const { url, name, kept } of found) {
    if (!URL.canParse(url)) continue
    const address = new URL(url)
    if (address.protocol !== 'https:' && address.origin !== new URL(settings.apiUrl).origin) continue
    if (!kept && !isNotions(address, settings.apiUrl)) continue
    // The rest of the address is a signature that is another every hour; another file gets another path.
    const id = address.pathname
    const called = name ?? fileNameIn(url)
    if (!settings.media && media.test(called)) continue
    attachments.set(id, {
      id,
      name: called,
      version: id,
      mimeType: 'application/octet-stream',
      read: async (signal) => {
        const answer = await host.fetch(url, { signal, bucket: 'files', expect: 'bytes' })
        // What a hotel's network says in its place.
        if (/^text\/html/.test(answer.headers.get('content-type') ?? '') && !/\.x?html?$/i.test(called)) {
          await answer.body?.cancel()
          throw new ConnectorError('offline', `${address.host} answered with a web page in the place of a file`)
        }
        return host.keep(answer, settings.maxBytes)
      },
    })
  }
  return [...attachments.values()]
}

/** Where Notion keeps files, as its reference shows them ("Retrieving files"), and wherever its API is. */
const isNotions = ({ hostname, pathname, origin }: URL, apiUrl: string): boolean =>
  /^prod-files-secure\.s3(\.[a-z0-9-]+)?\.amazonaws\.com$/.test(hostname) ||
  (/^s3(\.[a-z0-9-]+)?\.amazonaws\.com$/.test(hostname) && pathname.startsWith('/secure.notion-static.com/')) ||
  origin === new URL(apiUrl).origin
