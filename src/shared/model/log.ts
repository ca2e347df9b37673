import type { Json } from '../json.ts'
import type { Instant } from './said.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** One line of the engine's log. Its text is for people who look for a fault; it is English and free of secrets. */
export interface LogEntry {
  /** Grows with every entry, also across restarts. */
  readonly id: number
  readonly at: Instant
  readonly level: LogLevel
  readonly source: string | null
  readonly message: string
  readonly fields: Readonly<Record<string, Json>>
}
