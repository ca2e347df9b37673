import type { Instant } from './said.ts'

/** Who may tell Magpie from outside that a document changed. */
export interface HooksStatus {
  readonly port: number
  /** A web host receives calls there right now. */
  readonly listening: boolean
  readonly hooks: readonly Hook[]
}

export interface Hook {
  readonly source: string
  readonly url: string
  readonly createdAt: Instant
  /** When a call was last accepted. */
  readonly calledAt: Instant | null
  readonly calls: number
}
