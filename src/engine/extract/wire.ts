import type { Derived, DerivedChunk, DerivedText, DeriveRequest } from '../../shared/derived.ts'
import { embedTitle, passageText } from '../../shared/passage.ts'

/** What the child answers: a `Derived` without the passages, which are the text once more. */
export type WireDerived = Exclude<Derived, { status: 'ok' }> | ({ readonly status: 'ok' } & WireText)
type WireText = Omit<DerivedText, 'chunks'> & { readonly chunks: readonly Omit<DerivedChunk, 'passage'>[] }

/** What the child may call. */
export interface PoolSide {
  /** The document that is being read has so many bytes, and so many of its pages are done: it may take so much longer. */
  advanced(bytes: number, pages: number): void
}

/** What the child serves. */
export interface ChildSide {
  derive(request: DeriveRequest): Promise<WireDerived>
}

/** Puts the passages back, each when it is first asked for. */
export function fromWire(wire: WireDerived, request: DeriveRequest): Derived {
  if (wire.status !== 'ok') return wire
  const { text } = wire
  const title = embedTitle(request.title, wire.title)
  const chunks = wire.chunks.map((chunk) => ({
    ...chunk,
    get passage() {
      return passageText({ title, heading: chunk.heading, body: text.slice(chunk.start, chunk.end) })
    },
  }))
  return { ...wire, chunks }
}
