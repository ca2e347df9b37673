import type { Json } from '../../../shared/json.ts'
import type { Change, Connector, DocumentRef, Page } from '../connector.ts'
import { never } from './bench.ts'
import type { World } from './world.ts'

/** One way to get a connector wrong, and the test of the contract that must notice. */
export interface Fault {
  readonly name: string
  readonly caughtBy: string
  /** The same world with a connector that is broken in this way. */
  readonly break: (world: World) => World
}

/** Wraps every connector that the world opens. */
export const wrapped =
  (wrap: (connector: Connector, world: World) => Partial<Connector>): Fault['break'] =>
  (world) => {
    const broken = (connector: Connector): Connector => ({ ...connector, ...wrap(connector, world) })
    // Opened for the suite as often as a test wants it; the world still closes what it opened itself.
    return Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(world),
        connector: { value: broken(world.connector), enumerable: true },
        open: { value: () => broken(world.open()), enumerable: true },
      },
    ) as World
  }

export type Pages = AsyncIterable<Page>
export type Pull = Connector['pull']

/** Changes what pages say, one by one; the pages and cursors stay. */
export const eachPage = (change: (page: Page, at: number) => Page | null): Fault['break'] =>
  wrapped(({ pull }) => ({
    pull: async function* (scope, cursor, signal): Pages {
      let at = 0
      for await (const page of pull(scope, cursor, signal)) {
        const changed = change(page, at++)
        if (changed !== null) yield changed
      }
    },
  }))

export const eachChange = (change: (change: Change) => Change | null): Fault['break'] =>
  eachPage((page) => ({ ...page, changes: page.changes.map(change).filter((one) => one !== null) }))

export const eachRef = (edit: (ref: DocumentRef) => Partial<DocumentRef>): Fault['break'] =>
  eachChange((change) => ('ref' in change ? { ...change, ref: { ...change.ref, ...edit(change.ref) } } : change))

const everything = async (pull: Pull, scope: string): Promise<readonly Change[]> => {
  const all = []
  for await (const page of pull(scope, null, never)) all.push(...page.changes)
  return all
}

/** Pages of fifty of a listing that is made anew for each of them. */
export const paged = (
  pull: Pull,
  rest: (all: readonly Change[], cursor: Json | null) => readonly Change[],
  next: (page: readonly Change[], cursor: Json | null) => Json,
): Pull =>
  async function* (scope, cursor, signal): Pages {
    for (let at = cursor; ; ) {
      signal.throwIfAborted()
      const page = rest(await everything(pull, scope), at).slice(0, 50)
      if (page.length === 0) return
      at = next(page, at)
      yield { changes: page, cursor: at }
    }
  }

export const updatedAt = (change: Change) => ('ref' in change ? change.ref.updatedAt : '')
