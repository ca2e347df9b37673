import type { Gone } from '../connector.ts'
import type { Client, WireDocument } from './client.ts'

/** Where a pull stands. Types, not interfaces: they are cursors. */
export type Cursor =
  /** Listing, behind this id; `token` is the feed's from before it began. */
  | { readonly after: string; readonly token: number | null }
  | { readonly token: number }
  /** Behind this edit: `since` in ms since 1970, and among those of the same instant behind this id. */
  | { readonly since: number; readonly after: string }
  /** A listing that is over. */
  | { readonly done: true }

export interface Pulled {
  readonly documents: readonly WireDocument[]
  readonly gone: readonly Gone[]
  readonly cursor: Cursor
  /** The service's clock, where versions are instants. */
  readonly now: string | null
}

type Pull = (client: Client, scope: string, cursor: Cursor | null, signal: AbortSignal) => AsyncGenerator<Pulled>

/** Few on the first page, so that something can be found at once. */
const sizeOf = (pages: number) => (pages === 0 ? 20 : 200)

/** All there is, by id: what is deleted meanwhile moves nothing. */
export const pullListing: Pull = async function* (client, scope, cursor, signal) {
  if (cursor !== null && 'done' in cursor) return
  let after: string | null = cursor !== null && 'after' in cursor ? cursor.after : ''
  for (let pages = 0; after !== null; pages++) {
    const page: Awaited<ReturnType<Client['documents']>> = await client.documents(scope, after, sizeOf(pages), signal)
    after = page.next
    yield { documents: page.documents, gone: [], cursor: after === null ? { done: true } : { after, token: null }, now: null }
  }
}

/** The feed from a token on; without one, a listing, and then the feed from where it stood before that began. */
export const pullFeed: Pull = async function* (client, scope, cursor, signal) {
  let token: number | null = null
  if (cursor !== null && 'token' in cursor) token = cursor.token
  if (cursor === null || 'after' in cursor) {
    token ??= await client.head(scope, signal)
    let after: string | null = cursor !== null && 'after' in cursor ? cursor.after : ''
    for (let pages = 0; after !== null; pages++) {
      const page: Awaited<ReturnType<Client['documents']>> = await client.documents(scope, after, sizeOf(pages), signal)
      after = page.next
      yield { documents: page.documents, gone: [], cursor: after === null ? { token } : { after, token }, now: null }
    }
  }
  for (let more = true; more; ) {
    const page: Awaited<ReturnType<Client['feed']>> = await client.feed(scope, token ?? 0, 200, signal)
    token = page.token
    more = page.more
    const last = lastWords(page.events)
    if (page.events.length > 0 || more) yield { ...last, cursor: { token }, now: null }
  }
}

/** Edits in their order. Many share an instant: the last one is asked for again, from its beginning. */
export const pullEdits: Pull = async function* (client, scope, cursor, signal) {
  let at = cursor !== null && 'since' in cursor ? cursor : { since: 0, after: '' }
  for (let pages = 0, more = true; more; pages++) {
    const page: Awaited<ReturnType<Client['edits']>> = await client.edits(
      scope,
      at.since,
      at.after,
      cursor === null ? sizeOf(pages) : 200,
      signal,
    )
    more = page.more
    const last = page.documents.at(-1)
    if (last !== undefined) {
      const since = 'garbled' in last ? at.since : Date.parse(last.edited)
      at = { since, after: more ? last.id : '' }
    }
    if (page.documents.length > 0 || pages === 0) yield { documents: page.documents, gone: [], cursor: at, now: page.now }
  }
}

type Event = Awaited<ReturnType<Client['feed']>>['events'][number]

/** A feed says deleted and restored in one breath: what it said last of a document counts. */
function lastWords(events: readonly Event[]): Pick<Pulled, 'documents' | 'gone'> {
  const last = new Map<string, Event>()
  for (const event of events) last.set('gone' in event ? event.gone : event.document.id, event)
  const words = [...last.values()]
  return {
    documents: words.flatMap((event) => ('document' in event ? [event.document] : [])),
    gone: words.flatMap((event) => ('gone' in event ? [{ id: event.gone, why: event.why }] : [])),
  }
}
