import { sep } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Names of files as ids. An id is the path below the root with `/` between the names, each exactly as on disk.
 * A name that is no valid UTF-8 is percent-encoded and marked by an empty name before it: `notes//caf%E9.txt`.
 * No other path holds an empty name, so ids and paths map onto each other one to one.
 */

/** One name of an id; a percent-encoded one starts with `/`. */
export type Segment = string

export function segmentOf(name: Buffer): Segment {
  const text = name.toString('utf8')
  return Buffer.from(text, 'utf8').equals(name) ? text : `/${percentEncoded(name)}`
}

const percentEncoded = (bytes: Buffer) =>
  bytes.toString('latin1').replace(/[%\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

const bytesOf = (encoded: string) =>
  Buffer.from(
    encoded.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** The id of what lies in a folder; the root's own id is empty. */
export const idBelow = (folder: string, segment: Segment): string => (folder === '' ? segment : `${folder}/${segment}`)

export function segmentsOf(id: string): readonly Segment[] {
  const segments: Segment[] = []
  let encoded = false
  for (const part of id.split('/')) {
    if (part === '' && !encoded) encoded = true
    else {
      segments.push(encoded ? `/${part}` : part)
      encoded = false
    }
  }
  return segments
}

/** A name for people: NFC, so that both spellings of an accent read and compare the same. */
export const displayName = (segment: Segment): string =>
  (segment.startsWith('/') ? bytesOf(segment.slice(1)).toString('utf8') : segment).normalize('NFC')

/** Where a file lies: a string, or bytes when a string could not say it. */
export function pathOf(root: string, id: string): string | Buffer {
  if (id === '') return root
  const base = root.endsWith(sep) ? root : root + sep
  if (!isEncoded(id)) return base + (sep === '/' ? id : id.replaceAll('/', sep))
  const names = segmentsOf(id).map((segment) => (segment.startsWith('/') ? bytesOf(segment.slice(1)) : Buffer.from(segment)))
  return Buffer.concat([Buffer.from(base), ...names.flatMap((name, at) => (at === 0 ? [name] : [Buffer.from(sep), name]))])
}

/** True when the id's path cannot be written as a string. */
export const isEncoded = (id: string): boolean => id.startsWith('/') || id.includes('//')

/** A `file:` URL; bytes that are no UTF-8 stay as they are, percent-encoded. */
export function urlOf(root: string, id: string): string {
  const path = pathOf(root, id)
  if (typeof path === 'string') return pathToFileURL(path).href
  return `file://${path.toString('latin1').replace(/[^\w\-.~/]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)}`
}
