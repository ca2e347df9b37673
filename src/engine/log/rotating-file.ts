import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A file that begins anew before it grows too large, with the last few of its kind beside it. */
export interface RotatingFile {
  /** Appends whole lines. A disk that refuses loses them; the next line that can be written says how many. */
  write(line: string): void
  /** All that is kept, newest file first. */
  texts(): Iterable<string>
  close(): void
}

export interface RotatingFileOptions {
  readonly path: string
  /** A file is never larger than this, save for a single longer line. */
  readonly maxBytes: number
  /** Files in all, the one that is written to included. */
  readonly files: number
  /** The line that takes the place of those that could not be written. */
  readonly lost: (lines: number) => string
}

/** Opens the file for appending, readable by its owner only. Throws if its folder cannot be made or the file not be opened. */
export function openRotatingFile({ path, maxBytes, files, lost }: RotatingFileOptions): RotatingFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let fd: number | null = openSync(path, 'a', 0o600)
  let size = fstatSync(fd).size
  if (size > 0 && !endsLine(path)) size += writeSync(fd, '\n')
  let missed = 0
  let closed = false

  const numbered = (n: number) => (n === 0 ? path : join(dirname(path), basename(path).replace(/(\.\w+)?$/, `.${n}$1`)))
  const rotate = () => {
    if (fd !== null) closeSync(fd)
    fd = null
    rmSync(numbered(files - 1), { force: true })
    for (let n = files - 2; n >= 0; n--) if (existsSync(numbered(n))) renameSync(numbered(n), numbered(n + 1))
  }
  const append = (line: string) => {
    const bytes = Buffer.byteLength(line)
    if (size > 0 && size + bytes > maxBytes) rotate()
    if (fd === null) {
      fd = openSync(path, 'a', 0o600)
      size = fstatSync(fd).size
    }
    writeSync(fd, line)
    size += bytes
  }
  return {
    write: (line) => {
      if (closed) return
      try {
        if (missed > 0) {
          append(lost(missed))
          missed = 0
        }
        append(line)
      } catch {
        missed++
      }
    },
    *texts() {
      for (let n = 0; n < files; n++) if (existsSync(numbered(n))) yield readFileSync(numbered(n), 'utf8')
    },
    close: () => {
      closed = true
      if (fd !== null) closeSync(fd)
      fd = null
    },
  }
}

/** A process that was killed, or a disk that was full, may have left half a line. */
const endsLine = (path: string): boolean => readFileSync(path).at(-1) === 10
