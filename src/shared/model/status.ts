import type { GovernorStatus } from './governor.ts'
import type { Said } from './said.ts'
import type { SourceStatus } from './source.ts'

export interface Status {
  readonly sources: readonly SourceStatus[]
  readonly embedding: EmbeddingStatus
  readonly governor: GovernorStatus
  readonly chunks: number
  /** Size of the index on disk. */
  readonly bytes: number
  /** Free on the disk that holds the index. */
  readonly freeBytes: number
}

/** How complete search by meaning is. `done` and `total` count distinct texts to embed. */
export interface EmbeddingStatus {
  /** Whose vectors answer now. */
  readonly model: string
  /** Whose vectors are being made, when a change of model is under way; else the same as `model`. */
  readonly next: string
  readonly done: number
  readonly total: number
  readonly tokensPerSecond: number | null
  readonly etaSeconds: number | null
  readonly state: 'idle' | 'working' | 'paused' | 'failed'
  readonly problem: Said | null
}

/** A backup that was written, or put in the index's place. */
export interface BackupReport {
  readonly path: string
  readonly bytes: number
  readonly sources: number
  readonly documents: number
}

export interface DoctorCheck {
  readonly name: string
  readonly ok: boolean
  readonly said: Said
}
