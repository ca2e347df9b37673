import { type Logger, pino } from 'pino'
import type { Json } from '../../shared/json.ts'
import type { LogEntry, LogLevel } from '../../shared/model.ts'
import { redact } from './redact.ts'
import { openRotatingFile, type RotatingFile } from './rotating-file.ts'

/** The engine's log: JSON lines in files of bounded size, without secrets. */
export interface Log {
  /** What is known first, then a message. Everything passes through the redaction, also what its children write. */
  readonly logger: Logger
  read(request: LogRequest): readonly LogEntry[]
  /** Everything kept, oldest first, as the JSON lines it is stored as. */
  text(): string
  close(): void
}

export interface LogRequest {
  /** Only what was written before this entry, or after it. */
  readonly before?: number | undefined
  readonly after?: number | undefined
  readonly limit: number
  /** This level and the graver ones. */
  readonly level?: LogLevel | undefined
  readonly source?: string | undefined
}

export interface LogOptions {
  readonly path: string
  readonly now: () => Date
  /** Called after each entry that was written. */
  readonly onEntry?: () => void
  /** Default 1 MB in each of 5 files. */
  readonly maxBytes?: number
  readonly files?: number
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']
const severity: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 }

/** Opens the log for appending. Throws when its file cannot be opened. */
export function openLog({ path, now, onEntry = () => {}, maxBytes = 1_000_000, files = 5 }: LogOptions): Log {
  const lost = (lines: number) =>
    `${JSON.stringify({ level: 40, time: now().getTime(), id: ++id, lines, msg: 'lines could not be written to the log' })}\n`
  const file = openRotatingFile({ path, maxBytes, files, lost })
  // Numbers entries in the order they were written, across restarts and clocks that were set back.
  let id = Math.max(now().getTime() * 1_000, readEntries(file, { limit: 1 })[0]?.id ?? 0)
  const logger = pino(
    {
      level: 'info',
      base: null,
      timestamp: () => `,"time":${now().getTime()}`,
      mixin: () => ({ id: ++id }),
      // Errors have to become plain before they are JSON; the line as a whole is cleaned when it is written.
      formatters: { log: (fields) => redact(fields) as Record<string, unknown> },
    },
    {
      write: (line) => {
        file.write(`${JSON.stringify(redact(JSON.parse(line)))}\n`)
        onEntry()
      },
    },
  )
  return {
    logger,
    read: (request) => readEntries(file, request),
    text: () => [...file.texts()].reverse().join(''),
    close: () => file.close(),
  }
}

/** Newest first. Lines that are no entries, such as one cut by a power failure, are passed over. */
function readEntries(file: RotatingFile, { before, after, limit, level = 'debug', source }: LogRequest): readonly LogEntry[] {
  const found: LogEntry[] = []
  for (const text of file.texts()) {
    const lines = text.split('\n')
    for (let n = lines.length - 1; n >= 0; n--) {
      const entry = parseEntry(lines[n]!)
      if (entry === null || (before !== undefined && entry.id >= before)) continue
      if (after !== undefined && entry.id <= after) return found
      if (severity[entry.level] < severity[level] || (source !== undefined && entry.source !== source)) continue
      found.push(entry)
      if (found.length === limit) return found
    }
  }
  return found
}

function parseEntry(line: string): LogEntry | null {
  if (line === '') return null
  try {
    const { level, time, id, source, msg, ...fields } = JSON.parse(line) as Record<string, Json>
    if (typeof time !== 'number' || typeof id !== 'number') return null
    return {
      id,
      at: new Date(time).toISOString(),
      level: levels.findLast((name) => severity[name] <= Number(level)) ?? 'debug',
      source: typeof source === 'string' ? source : null,
      message: typeof msg === 'string' ? msg : '',
      fields,
    }
  } catch {
    return null
  }
}
