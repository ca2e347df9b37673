import type { Json } from '../../../shared/json.ts'
import { type Change, type Connector, ConnectorError, type DocumentRef, type Page } from '../connector.ts'
import type { World } from './world.ts'

/** One thing that every connector must do. */
export interface ContractTest {
  readonly name: string
  /** Why this world cannot be asked; undefined when it can. */
  readonly unless?: (world: World) => string | undefined
  /** Rejects when the connector does not do it. Each test gets a world of its own. */
  run(bench: Bench): Promise<void>
}

/** A world, and the connector's answers in handy form. */
export interface Bench {
  readonly world: World
  readonly connector: Connector
  pages(cursor?: Json | null, signal?: AbortSignal): Promise<readonly Page[]>
  /** All changes of all pages. */
  pull(cursor?: Json | null): Promise<readonly Change[]>
  /** The cursor after the last page of a listing, as a later process would find it. */
  endOf(): Promise<Json>
  /** Lists until the document comes, and answers what is said of it. */
  refOf(id: string): Promise<DocumentRef>
}

export function createBench(world: World, connector: Connector = world.connector): Bench {
  const pages: Bench['pages'] = (cursor = null, signal = never) => {
    connector.changes(world.scope, cursor)
    return collect(connector.pull(world.scope, cursor, signal))
  }
  const pull: Bench['pull'] = async (cursor) => (await pages(cursor)).flatMap((page) => page.changes)
  return {
    world,
    connector,
    pages,
    pull,
    endOf: async () => throughJson((await pages()).at(-1)!.cursor),
    refOf: async (id) => refIn(await pull(), id),
  }
}

/** More than three pages of any connector. */
export const many = 450

export const never: AbortSignal = new AbortController().signal

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all = []
  for await (const item of items) all.push(item)
  return all
}

/** The problem that a promise rejects with; `none` when it resolves, and the error itself when it names no problem. */
export const problemOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ConnectorError ? error.problem : String(error)),
  )

export const throughJson = (cursor: Json): Json => JSON.parse(JSON.stringify(cursor)) as Json

export const nameOf = (n: number): string => `doc-${String(n).padStart(3, '0')}.txt`
export const names = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => nameOf(n))

export async function putMany(world: World, count: number): Promise<void> {
  for (const name of names(count)) await world.put(name, `text of ${name}`)
}

export const idOf = (change: Change): string => (change.type === 'unseen' ? change.prefix : 'ref' in change ? change.ref.id : change.id)
export const idsOf = (changes: readonly Change[]): readonly string[] => changes.map(idOf).sort()
export const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort()
export const versionsOf = (changes: readonly Change[]): ReadonlyMap<string, string> =>
  new Map(changes.flatMap((change) => (change.type === 'upsert' ? [[change.ref.id, change.ref.version] as const] : [])))

/** What the changes say of a document in the end; throws when the last word is no upsert. */
export function refIn(changes: readonly Change[], id: string): DocumentRef {
  const last = changes.findLast((change) => idOf(change) === id)
  if (last?.type !== 'upsert') throw new Error(`${id} is ${last === undefined ? 'not listed' : `said to be ${last.type}`}`)
  return last.ref
}

/**
 * What an index would hold after these changes, one after another: the documents that are there in the end. `listing`
 * starts from nothing.
 */
export function indexAfter(known: ReadonlySet<string>, changes: readonly Change[]): readonly string[] {
  const index = new Set(known)
  for (const change of changes) {
    if (change.type === 'delete') index.delete(change.id)
    else if (change.type !== 'unseen') index.add(idOf(change))
  }
  return [...index].sort()
}
