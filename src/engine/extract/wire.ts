import type { Derived, DeriveRequest } from '../../shared/derived.ts'

/** What the child may call. */
export interface PoolSide {
  /** The document that is being read has so many bytes, and so many of its pages are done: it may take so much longer. */
  advanced(bytes: number, pages: number): void
}

/** What the child serves. */
export interface ChildSide {
  /** Reads one after the other, and answers when all are done. */
  derive(requests: readonly DeriveRequest[]): Promise<readonly Derived[]>
}
