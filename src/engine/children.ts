import type { Json } from '../shared/json.ts'
import type { Channel } from '../shared/rpc.ts'

/** The engine's helpers, each a process of its own so that heavy or hostile work never runs beside the database. */
export type ChildKind = 'extract' | 'inference' | 'search'

/** A running child. Killing it is always safe: whoever uses it starts another. */
export interface Child extends Channel {
  /** 0 until it runs. */
  readonly pid: number
  post(message: Json): void
  /** SIGKILL. */
  kill(): void
}

/**
 * Starts a child process; a port because only Electron's main process may fork a utilityProcess.
 * `home` is the data folder, `args` what this child needs to know (JSON-safe).
 */
export type Spawn = (kind: ChildKind, args: Readonly<Record<string, Json>>) => Child
