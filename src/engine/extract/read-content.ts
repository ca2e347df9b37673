import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExtractError, Skipped } from './extracted.ts'

/** A file held open, so that what is sniffed, measured and read is one and the same. */
export interface OpenFile {
  readonly bytes: number
  /** The first bytes, at most `length`. */
  head(length: number): Buffer
  /** The bytes [start, end), as far as there are any. */
  read(start: number, end: number): Buffer
  /** The SHA-256 of everything, hex, without holding it. Throws as `all` does. */
  hash(): string
  /** Everything. Throws `changed-while-read` when the file did not stay what it was. */
  all(): Buffer
  close(): void
}

const SMALL = 65_536
const BLOCK = 1_048_576

/**
 * Opens a regular file for reading, or the bytes [start, end) of it: never through a symlink, never waiting for a pipe.
 * Throws Skipped for what is no file, ExtractError for what cannot be opened.
 */
export function openFile(path: string, range?: readonly [start: number, end: number]): OpenFile {
  // The flags do not exist on Windows, which has neither pipes nor (by default) symlinks in folders.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const fd = attempt(() => openSync(path, flags))
  try {
    const before = fstatSync(fd, { bigint: true })
    if (!before.isFile()) throw new Skipped('special-file')
    const whole = Number(before.size)
    const [from, to] = range === undefined ? [0, whole] : range
    const bytes = to - from
    const read = (start: number, end: number): Buffer => {
      const length = Math.max(0, Math.min(end, bytes) - start)
      const buffer = Buffer.allocUnsafe(length)
      let at = 0
      while (at < length) {
        const count = attempt(() => readSync(fd, buffer, at, length - at, from + start + at))
        if (count === 0) break
        at += count
      }
      return buffer.subarray(0, at)
    }
    // Most files are small: read once, they are their own head.
    const small = bytes <= SMALL ? read(0, bytes) : null
    const mustBeSame = (length: number) => {
      const after = fstatSync(fd, { bigint: true })
      if (length !== bytes || after.size !== before.size || after.mtimeNs !== before.mtimeNs)
        throw new ExtractError('changed-while-read', `${before.size} bytes became ${after.size}`)
    }
    return {
      bytes,
      head: (length) => (small ?? read(0, length)).subarray(0, length),
      read,
      hash: () => {
        const hash = createHash('sha256')
        let length = 0
        for (let part = read(0, BLOCK); part.length > 0; part = read(length, length + BLOCK)) {
          hash.update(part)
          length += part.length
        }
        mustBeSame(length)
        return hash.digest('hex')
      },
      all: () => {
        const content = small ?? read(0, bytes)
        mustBeSame(content.length)
        return content
      },
      close: () => closeSync(fd),
    }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/** No list of people and no twin of a document is larger. */
const mostBeside = 50 * BLOCK

/** A file that lies beside a document, or in the folder above with `../`; null when there is none, or none to be read. */
export function readBeside(
  content: { readonly type: 'file'; readonly path: string } | { readonly type: 'text' },
  name: string,
): Buffer | null {
  if (content.type !== 'file' || !/^(\.\.\/)?[^/\\]+$/.test(name) || name.endsWith('..')) return null
  try {
    const file = openFile(join(dirname(content.path), name))
    try {
      return file.bytes > mostBeside ? null : file.all()
    } finally {
      file.close()
    }
  } catch {
    return null
  }
}

function attempt<T>(act: () => T): T {
  try {
    return act()
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ELOOP' || code === 'ENXIO') throw new Skipped('special-file')
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExtractError('not-found', code, cause)
    if (code === 'EACCES' || code === 'EPERM') throw new ExtractError('forbidden', code, cause)
    throw new ExtractError('unreadable', code ?? String(cause), cause)
  }
}
