import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Derived, DeriveRequest } from '../../shared/derived.ts'
import type { GoneWhy, Problem, SkipReason } from '../../shared/model.ts'
import {
  type Attachment,
  type Change,
  type ChangeSupport,
  type Connector,
  ConnectorError,
  type DocumentRef,
  type Page,
} from '../connectors/connector.ts'

export interface ToyDocument {
  readonly text: string
  /** Stays with the document through renames. */
  readonly fingerprint: string
  /** When it last changed; also what orders the toy's pages. */
  readonly seq: number
  readonly scope: string
  readonly skip?: SkipReason
}

/** A source in memory, for tests of the sync engine: its documents, and everything that can go wrong with it. */
export interface ToySource {
  readonly documents: ReadonlyMap<string, ToyDocument>
  readonly connector: Connector
  put(id: string, text: string, options?: { readonly fingerprint?: string; readonly skip?: SkipReason; readonly scope?: string }): void
  rename(from: string, to: string): void
  /** `why` is what the source answers when it is asked, and what its feed says. Default `deleted`. */
  remove(id: string, why?: GoneWhy): void
  /** The parts it has, by id: their names, and the part each lies in. `all` alone at first. */
  readonly scopes: Map<string, { readonly name: string; readonly parent: string | null }>
  /** Parts that cannot be opened, and why. */
  readonly closedScopes: Map<string, Problem>
  /** Documents that refuse to be read, and why. */
  readonly refused: Map<string, Problem>
  /** Files that hang on documents: their text, or why they are refused or left out, by the document's id and their names. */
  readonly attached: Map<string, Map<string, { readonly text: string; readonly problem?: Problem; readonly left?: SkipReason }>>
  /** Documents whose version says nothing: it stays `same` whatever is put. */
  readonly uncertain: Set<string>
  /** Parts that cannot be listed: what begins like this is left out, and said to be. */
  readonly unseen: Set<string>
  /** Thrown by everything until it is taken back. */
  down: Problem | null
  /** Thrown once, by the next page. */
  readonly failNext: Error[]
  /** Called before each page is handed out. */
  beforePage: (number: number) => void
  /** Awaited by every read. */
  whileRead: () => Promise<void>
  /** Where content is put that is handed over as a scratch file. */
  readonly scratch: string
  /** Ids in the order they were read. */
  readonly reads: string[]
  readonly asked: string[][]
  readonly pulls: (number | string | null)[]
  /** The scope of each of `pulls`. */
  readonly pulled: string[]
  /** Says that something changed, while it is watched. */
  nudge: () => void
  closed: number
}

export function createToySource(kind: ChangeSupport, pageSize = 7): ToySource {
  const documents = new Map<string, ToyDocument>()
  const tombstones = new Map<string, { readonly id: string; readonly scope: string; readonly seq: number; readonly why: GoneWhy }>()
  const scratch = mkdtempSync(join(tmpdir(), 'magpie-toy-'))
  let seq = 0
  let files = 0
  let fingerprints = 0

  const reachable = (signal: AbortSignal, scope?: string) => {
    signal.throwIfAborted()
    if (toy.down !== null) throw new ConnectorError(toy.down, 'the toy is down')
    const problem = scope === undefined ? undefined : toy.closedScopes.get(scope)
    if (problem !== undefined) throw new ConnectorError(problem, `${scope} is ${problem}`)
  }
  const refOf = (id: string): DocumentRef => {
    const { fingerprint, seq } = documents.get(id)!
    const uncertain = toy.uncertain.has(id) ? { version: 'same', versionUncertain: true } : { version: `v${seq}` }
    const updatedAt = new Date(1_700_000_000_000 + seq).toISOString()
    const path = id.split('/').slice(0, -1)
    return { id, fingerprint, title: id, titled: true, url: `toy:${id}`, updatedAt, mimeType: 'text/plain', path, ...uncertain }
  }
  const changeOf = (id: string): Change => {
    const { skip } = documents.get(id)!
    return skip === undefined ? { type: 'upsert', ref: refOf(id) } : { type: 'skip', ref: refOf(id), reason: skip }
  }
  /** What comes next after a place; the toy's order is by id when it lists, by change when it has a feed. */
  const next = (scope: string, after: number | string | null): { readonly change: Change; readonly at: number | string }[] => {
    const hidden = (id: string) => [...toy.unseen].some((prefix) => id.startsWith(prefix))
    const ids = [...documents].filter(([id, document]) => document.scope === scope && !hidden(id)).map(([id]) => id)
    if (kind === 'listing') {
      const rest = ids.filter((id) => after === null || id > after).sort()
      return rest.slice(0, pageSize).map((id) => ({ change: changeOf(id), at: id }))
    }
    const since = (after as number | null) ?? 0
    const edits = ids.map((id) => ({ change: changeOf(id), at: documents.get(id)!.seq }))
    const buried = kind === 'feed' ? [...tombstones.values()].filter((tombstone) => tombstone.scope === scope) : []
    const gone = buried.map(({ id, seq, why }) => ({ change: { type: 'delete', id, why } as const, at: seq }))
    return [...edits, ...gone]
      .filter(({ at }) => at > since)
      .sort((a, b) => a.at - b.at)
      .slice(0, pageSize)
  }
  async function* pull(scope: string, cursor: number | string | null, signal: AbortSignal): AsyncGenerator<Page<number | string>> {
    toy.pulls.push(cursor)
    toy.pulled.push(scope)
    let at = cursor
    const prefixes = kind === 'listing' || cursor === null ? [...toy.unseen] : []
    for (let number = 1; ; number++) {
      toy.beforePage(number)
      reachable(signal, scope)
      const failure = toy.failNext.shift()
      if (failure !== undefined) throw failure
      const found = next(scope, at)
      if (found.length === 0 && number > 1) return
      at = found.at(-1)?.at ?? at ?? (kind === 'listing' ? '' : 0)
      const changes: Change[] = found.map(({ change }) => change)
      if (number === 1)
        for (const prefix of prefixes) changes.push({ type: 'unseen', prefix, error: new ConnectorError('forbidden', 'no permission') })
      yield { changes, cursor: at }
    }
  }

  const attachmentOf = (
    of: string,
    name: string,
    { text, problem, left }: { text: string; problem?: Problem; left?: SkipReason },
  ): Attachment => ({
    id: name,
    name,
    version: text,
    mimeType: 'text/plain',
    read: async () => {
      toy.reads.push(`${of}/${name}`)
      if (problem !== undefined) throw new ConnectorError(problem, `${name} is ${problem}`)
      if (left !== undefined) return left
      const path = join(scratch, `${++files}.txt`)
      writeFileSync(path, text)
      return { type: 'file', path, scratch: true }
    },
  })
  const bury = (scope: string, id: string, why: GoneWhy) => void tombstones.set(`${scope} ${id}`, { id, scope, why, seq: ++seq })

  const toy: ToySource = {
    documents,
    scopes: new Map([['all', { name: 'All', parent: null }]]),
    closedScopes: new Map(),
    refused: new Map(),
    attached: new Map(),
    uncertain: new Set(),
    unseen: new Set(),
    down: null,
    failNext: [],
    beforePage: () => {},
    whileRead: async () => {},
    scratch,
    reads: [],
    asked: [],
    pulls: [],
    pulled: [],
    nudge: () => {},
    closed: 0,
    put: (id, text, options = {}) => {
      const fingerprint = options.fingerprint ?? documents.get(id)?.fingerprint ?? `f${++fingerprints}`
      const before = documents.get(id)?.scope
      const scope = options.scope ?? before ?? 'all'
      if (before !== undefined && before !== scope) bury(before, id, 'deleted')
      tombstones.delete(`${scope} ${id}`)
      documents.set(id, { text, fingerprint, scope, seq: ++seq, ...(options.skip === undefined ? {} : { skip: options.skip }) })
    },
    rename: (from, to) => {
      const document = documents.get(from)!
      toy.remove(from)
      toy.put(to, document.text, document)
    },
    remove: (id, why = 'deleted') => {
      bury(documents.get(id)?.scope ?? 'all', id, why)
      documents.delete(id)
    },
    connector: {
      check: async (signal) => {
        reachable(signal)
        return { id: 'toy', name: 'Toy' }
      },
      async *scopes(parent, signal) {
        reachable(signal)
        const within = (id: string | null) => [...toy.scopes].filter(([, scope]) => scope.parent === id)
        for (const [id, { name }] of within(parent)) yield { id, name, hasChildren: within(id).length > 0 }
      },
      changes: () => kind,
      pull: pull as Connector['pull'],
      read: async (ref, signal) => {
        reachable(signal)
        toy.reads.push(ref.id)
        await toy.whileRead()
        const refused = toy.refused.get(ref.id)
        if (refused !== undefined) throw new ConnectorError(refused, `${ref.id} is ${refused}`)
        const document = documents.get(ref.id)
        if (document === undefined) throw new ConnectorError('not-found', `${ref.id} is not there`)
        const attached = toy.attached.get(ref.id)
        if (attached !== undefined)
          return { type: 'text', text: document.text, attachments: [...attached].map((one) => attachmentOf(ref.id, ...one)) }
        if (toy.reads.length % 3 > 0) return { type: 'text', text: document.text }
        const path = join(scratch, `${++files}.txt`)
        writeFileSync(path, document.text)
        return { type: 'file', path, scratch: true }
      },
      gone: async (scope, ids, signal) => {
        reachable(signal, scope)
        toy.asked.push([...ids])
        const gone = ids.filter((id) => documents.get(id)?.scope !== scope)
        return gone.map((id) => ({ id, why: tombstones.get(`${scope} ${id}`)?.why ?? 'deleted' }))
      },
      watch: async (_scope, changed, signal) => {
        reachable(signal)
        toy.nudge = changed
        signal.addEventListener('abort', () => {
          toy.nudge = () => {}
        })
        return 'events'
      },
      close: async () => {
        toy.closed++
      },
    },
  }
  return toy
}

export const toyMakers = ['toy@1', 'passages@1']

/** Makes text of what the toy hands over: a passage per line. A few words make it fail or find nothing. */
export async function toyDerive({ content }: DeriveRequest, signal: AbortSignal, makers: readonly string[] = toyMakers): Promise<Derived> {
  signal.throwIfAborted()
  const text = content.type === 'text' ? content.text : readFileSync(content.path, 'utf8')
  const hash = (of: string) => createHash('sha256').update(of).digest('hex')
  const contentHash = hash(text)
  if (text === '') return { status: 'skipped', reason: 'empty', contentHash }
  if (text.startsWith('corrupt')) return { status: 'failed', problem: 'corrupt', detail: 'it says so', contentHash }
  let start = 0
  const chunks = text.split('\n').map((passage) => {
    const chunk = {
      start,
      end: start + passage.length,
      heading: [],
      words: { title: '', heading: '', body: passage },
      passageHash: hash(passage).slice(0, 32),
    }
    start += passage.length + 1
    return chunk
  })
  const [extractor, chunker] = makers as [string, string]
  const none = { title: null, author: null, createdAt: null, updatedAt: null, labels: [], language: null }
  return { status: 'ok', contentHash, text, mimeType: 'text/plain', extractor, chunker, chunks, ...none }
}
