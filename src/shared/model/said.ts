import type { Json } from '../json.ts'

/** ISO 8601 in UTC, such as `2026-11-23T09:37:41.000Z`. */
export type Instant = string

/** A sentence for people by code; `messages/` turns it into words in their language. */
export interface Said {
  readonly code: string
  readonly params: Readonly<Record<string, Json>>
}
