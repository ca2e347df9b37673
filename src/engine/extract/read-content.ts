import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { ExtractError, Skipped } from './extracted.ts'

/** A file held open, so that what is sniffed, measured and read is one and the same. */
export interface OpenFile {
  readonly bytes: number
  /** The first bytes, at most `length`. */
  head(length: number): Buffer
  /** Everything. Throws `changed-while-read` when the file did not stay what it was. */
  all(): Buffer
  close(): void
}

const SMALL = 65_536

/**
 * Opens a regular file for reading: never through a symlink, never waiting for a pipe.
 * Throws Skipped for what is no file, ExtractError for what cannot be opened.
 */
export function openFile(path: string): OpenFile {
  // The flags do not exist on Windows, which has neither pipes nor (by default) symlinks in folders.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const fd = attempt(() => openSync(path, flags))
  try {
    const before = fstatSync(fd, { bigint: true })
    if (!before.isFile()) throw new Skipped('special-file')
    const bytes = Number(before.size)
    const read = (length: number): Buffer => {
      const buffer = Buffer.allocUnsafe(length)
      let at = 0
      while (at < length) {
        const count = attempt(() => readSync(fd, buffer, at, length - at, at))
        if (count === 0) break
        at += count
      }
      return buffer.subarray(0, at)
    }
    // Most files are small: read once, they are their own head.
    const small = bytes <= SMALL ? read(bytes) : null
    return {
      bytes,
      head: (length) => (small ?? read(Math.min(length, bytes))).subarray(0, length),
      all: () => {
        const content = small ?? read(bytes)
        const after = fstatSync(fd, { bigint: true })
        if (content.length !== bytes || after.size !== before.size || after.mtimeNs !== before.mtimeNs) {
          throw new ExtractError('changed-while-read', `${before.size} bytes became ${after.size}`)
        }
        return content
      },
      close: () => closeSync(fd),
    }
  } catch (error) {
    closeSync(fd)
    throw error
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
