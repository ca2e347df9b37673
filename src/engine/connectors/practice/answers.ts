import type { PracticeDocument, Shelves } from './shelves.ts'

/** What the service says to one request. */
export interface PracticeAnswer {
  readonly status: number
  readonly body: unknown
}

/** Spaces in one page of the tree. */
const spacesAPage = 50

/** Answers a request that nothing got in the way of. Only reads; `known` is what the account is called. */
export function answer(shelves: Shelves, method: string, url: URL): PracticeAnswer {
  const [kind, id, what, of] = url.pathname.split('/').slice(1).map(decodeURIComponent)
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const limit = Math.min(200, Number(asked('limit')) || 200)
  if (method === 'POST' && kind === 'documents' && id === 'look') return ok(look(shelves, asked('space'), url.searchParams.getAll('id')))
  if (method !== 'GET') return { status: 405, body: { error: 'read only' } }
  if (kind === 'me') return ok({ id: 'practice', name: 'Practice account' })
  if (kind === 'spaces' && id === undefined) return ok(spacesBelow(shelves, asked('parent') || null, Number(asked('after'))))
  if (kind === 'documents') return content(shelves, id ?? '')
  const space = shelves.spaces.get(id ?? '')
  if (kind !== 'spaces' || space === undefined) return { status: 404, body: { error: 'no such thing' } }
  if (what === 'documents') {
    const page = shelves.byId(space.id, asked('after'), limit)
    return ok({ documents: page.map((document) => wire(document)), next: page.length < limit ? null : page.at(-1)!.id })
  }
  if (what === 'edits') {
    const page = shelves.byEdit(space.id, Number(asked('since')), asked('after'), limit)
    return ok({
      documents: page.map((document) => wire(document)),
      more: page.length === limit,
      now: new Date(shelves.now()).toISOString(),
    })
  }
  if (what === 'feed' && of === 'head') return ok({ token: space.events.length })
  if (what === 'feed') {
    const token = Number(asked('token'))
    if (token < space.oldestToken) return { status: 410, body: { error: 'the token is too old' } }
    const events = space.events.slice(token, token + limit)
    return ok({
      events: events.filter((event) => event.id !== '').map(({ id, gone }) => described(shelves, space.id, id, gone)),
      token: token + events.length,
      more: token + events.length < space.events.length,
    })
  }
  return { status: 404, body: { error: 'no such thing' } }
}

const ok = (body: unknown): PracticeAnswer => ({ status: 200, body })

function spacesBelow(shelves: Shelves, parent: string | null, after: number) {
  const all = [...shelves.spaces.values()].filter((space) => space.parent === parent)
  const page = all.slice(after, after + spacesAPage)
  const hasChildren = (id: string) => [...shelves.spaces.values()].some((space) => space.parent === id)
  return {
    spaces: page.map(({ id }) => ({ id, name: `Space ${id}`, hasChildren: hasChildren(id) })),
    next: after + page.length < all.length ? after + page.length : null,
  }
}

/** A line of the feed says how a document is by now; of one that is no longer there, only that. */
function described(shelves: Shelves, space: string, id: string, gone: string | null) {
  const document = shelves.documents.get(id)!
  if (gone !== null) return { gone: id, why: gone }
  if (document.state !== 'there' || document.space !== space)
    return { gone: id, why: document.state === 'withdrawn' ? 'unshared' : 'deleted' }
  return { document: wire(document) }
}

function content(shelves: Shelves, id: string): PracticeAnswer {
  const document = shelves.documents.get(id)
  if (document === undefined || document.state === 'deleted') return { status: 404, body: { error: 'no such document' } }
  if (document.state === 'withdrawn' || document.flaw === 'unreadable') return { status: 403, body: { error: 'not yours' } }
  return ok({ id, version: document.version, text: shelves.textOf(document) })
}

/** Of these ids, how each stands in the space. */
function look(shelves: Shelves, space: string, ids: readonly string[]) {
  return {
    documents: ids.map((id) => {
      const document = shelves.documents.get(id)
      const state = document === undefined ? 'deleted' : document.state === 'there' && document.space !== space ? 'deleted' : document.state
      return { id, state }
    }),
  }
}

function wire({ id, space, version, edited, path, flaw }: PracticeDocument) {
  if (flaw === 'garbled') return { id, kind: 'document' }
  return {
    kind: 'document',
    id,
    version,
    title: id,
    url: `https://practice.example/${space}/${encodeURIComponent(id)}`,
    mimeType: 'text/markdown',
    created: '2026-01-01T00:00:00.000Z',
    edited: new Date(edited).toISOString(),
    author: { name: 'Ada Example', email: 'ada@practice.example' },
    editor: { name: 'Ben Example', email: 'ben@practice.example' },
    space: { id: space, name: `Space ${space}` },
    path,
    labels: ['practice'],
    capabilities: { read: true, write: false, share: false },
  }
}
