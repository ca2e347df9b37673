import type { Json } from '../../../shared/json.ts'
import type { Change, Connector, DocumentRef, Page } from '../connector.ts'
import { idOf, never } from './bench.ts'
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

type Pages = AsyncIterable<Page>
type Pull = Connector['pull']

/** Changes what pages say, one by one; the pages and cursors stay. */
const eachPage = (change: (page: Page, at: number) => Page | null): Fault['break'] =>
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
const paged = (
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

const updatedAt = (change: Change) => ('ref' in change ? change.ref.updatedAt : '')
const certain = { versionUncertain: false }

/** Mistakes with listings, pages and cursors. */
export const listingFaults: readonly Fault[] = [
  {
    name: 'loses the last page',
    caughtBy: 'lists every document exactly once',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        let held: Page | null = null
        for await (const page of pull(scope, cursor, signal)) {
          if (held !== null) yield held
          held = page
        }
        if (held !== null) yield { ...held, changes: [] }
      },
    })),
  },
  {
    name: 'lists the edge of a page twice',
    caughtBy: 'lists every document exactly once',
    break: (world) => {
      let last: Change | undefined
      return eachPage((page, at) => {
        const changes = at > 0 && last !== undefined ? [last, ...page.changes.slice(0, 199)] : page.changes
        last = page.changes.at(-1)
        return { ...page, changes }
      })(world)
    },
  },
  {
    name: 'hands over everything in one page',
    caughtBy: 'lists in pages, the first one small',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        const all: Page[] = []
        for await (const page of pull(scope, cursor, signal)) all.push(page)
        if (all.length > 0) yield { changes: all.flatMap((page) => page.changes), cursor: all.at(-1)!.cursor }
      },
    })),
  },
  {
    name: 'starts over whatever the cursor says',
    caughtBy: 'goes on from the end, not back to the start',
    break: wrapped(({ pull }) => ({ pull: (scope, _cursor, signal) => pull(scope, null, signal) })),
  },
  {
    name: 'pages by position',
    caughtBy: 'loses nothing when another document is deleted while it lists',
    break: wrapped(({ pull }) => ({
      pull: paged(
        pull,
        (all, cursor) => all.slice(cursor === null ? 0 : (cursor as number)),
        (page, cursor) => ((cursor as number | null) ?? 0) + page.length,
      ),
    })),
  },
  {
    name: 'goes on behind an instant',
    caughtBy: 'copes with many documents of the same instant',
    break: wrapped(({ pull }) => ({
      pull: paged(
        pull,
        (all, cursor) =>
          [...all]
            .sort((a, b) => (updatedAt(a) < updatedAt(b) ? -1 : 1))
            .filter((change) => updatedAt(change) > ((cursor as string | null) ?? '')),
        (page) => updatedAt(page.at(-1)!),
      ),
    })),
  },
  {
    name: 'keeps all it has seen in its cursor',
    caughtBy: 'keeps its cursor small and plain',
    break: (world) => {
      const seen: string[] = []
      return eachPage((page) => {
        seen.push(...page.changes.map(idOf))
        return { ...page, cursor: { ...(page.cursor as object), seen: [...seen] } }
      })(world)
    },
  },
  {
    name: 'puts into its cursor what JSON cannot say',
    caughtBy: 'keeps its cursor small and plain',
    break: eachPage((page) => ({ ...page, cursor: { ...(page.cursor as object), at: new Date(0) } as unknown as Json })),
  },
  {
    name: 'keeps its place in memory',
    caughtBy: 'resumes in another process',
    break: wrapped(({ pull }) => {
      const places: Json[] = []
      return {
        pull: async function* (scope, cursor, signal): Pages {
          const place = cursor === null ? null : places[(cursor as { place: number }).place]
          if (place === undefined) return
          for await (const page of pull(scope, place, signal)) yield { ...page, cursor: { place: places.push(page.cursor) - 1 } }
        },
      }
    }),
  },
  {
    name: 'has one place for all pulls under way',
    caughtBy: 'lists two pulls at once without mixing them up',
    break: wrapped(({ pull }) => {
      let under: AsyncIterator<Page> | null = null
      return {
        pull: async function* (scope, cursor, signal): Pages {
          under ??= pull(scope, cursor, signal)[Symbol.asyncIterator]()
          for (let next = await under.next(); next.done !== true; next = await under.next()) yield next.value
          under = null
        },
      }
    }),
  },
  {
    name: 'has no page for an empty scope',
    caughtBy: 'lists an empty scope as empty, with a cursor',
    break: eachPage((page) => (page.changes.length === 0 ? null : page)),
  },
  {
    name: 'leaves out what lies deep down',
    caughtBy: 'lists a document as many levels down as there are',
    break: eachChange((change) => ('ref' in change && change.ref.path.length > 20 ? null : change)),
  },
  {
    name: 'leaves out empty documents',
    caughtBy: 'lists an empty document, with a reason or with nothing in it',
    break: eachChange((change) => (idOf(change) === 'empty.txt' ? null : change)),
  },
  {
    name: 'goes on listing what it listed once',
    caughtBy: 'no longer lists a deleted document',
    break: (world) => {
      const known = new Map<string, Change>()
      return eachPage((page, at) => {
        const before = at === 0 ? [...known.values()] : []
        for (const change of page.changes) known.set(idOf(change), change)
        const fresh = new Set(page.changes.map(idOf))
        return { ...page, changes: [...page.changes, ...before.filter((change) => !fresh.has(idOf(change)))] }
      })(world)
    },
  },
  {
    name: 'does not stop when told to',
    caughtBy: 'stops when told to, before the first page and between two',
    break: wrapped(({ pull }) => ({ pull: (scope, cursor) => pull(scope, cursor, never) })),
  },
]

/** Mistakes with what is said of a document. */
export const refFaults: readonly Fault[] = [
  {
    name: 'takes the size for a version',
    caughtBy: 'gives every edit another version, however fast they come',
    break: eachRef((ref) => ({ version: String(ref.size), ...certain })),
  },
  {
    name: 'takes the time of the last change for a version',
    caughtBy: 'gives an edit another version when its time stands still',
    break: eachRef((ref) => ({ version: ref.updatedAt, ...certain })),
  },
  {
    name: 'has one version for all',
    caughtBy: 'gives another version to a document that was deleted and made again',
    break: eachRef(() => ({ version: '1', ...certain })),
  },
  {
    name: 'makes up a version with every listing',
    caughtBy: 'gives an untouched document the same version and an edited one another',
    break: (world) => {
      let listings = 0
      return eachRef((ref) => ({ version: `${ref.version}:${++listings}` }))(world)
    },
  },
  {
    name: 'makes its versions differ from process to process',
    caughtBy: 'gives the same version in another process',
    break: (() => {
      let processes = 0
      return wrapped(({ pull }) => {
        const process = ++processes
        return {
          pull: async function* (scope, cursor, signal): Pages {
            for await (const page of pull(scope, cursor, signal))
              yield {
                ...page,
                changes: page.changes.map((change) =>
                  'ref' in change ? { ...change, ref: { ...change.ref, version: `${process}:${change.ref.version}` } } : change,
                ),
              }
          },
        }
      })
    })(),
  },
  {
    name: 'writes times as people do',
    caughtBy: 'says of a document what an index needs',
    break: eachRef((ref) => ({ updatedAt: new Date(ref.updatedAt).toUTCString() })),
  },
]

const asText = (text: string) => ({ type: 'text', text }) as const

/** Mistakes with contents. */
export const readFaults: readonly Fault[] = [
  {
    name: 'reads the wrong document',
    caughtBy: 'reads what it listed',
    break: wrapped(({ read }) => {
      let first: DocumentRef | null = null
      return {
        read: (ref, signal) => {
          first ??= ref
          return read(first, signal)
        },
      }
    }),
  },
  {
    name: 'keeps what it read and hands it out again',
    caughtBy: 'reads an edit',
    break: wrapped(({ read }, world) => {
      const kept = new Map<string, string>()
      return {
        read: async (ref, signal) => {
          const text = kept.get(ref.id) ?? (await world.text(await read(ref, signal)))
          kept.set(ref.id, text)
          return asText(text)
        },
      }
    }),
  },
  {
    name: 'reads every text as Latin 1',
    caughtBy: 'reads what it listed',
    break: wrapped(({ read }, world) => ({
      read: async (ref, signal) => asText(Buffer.from(await world.text(await read(ref, signal)), 'utf8').toString('latin1')),
    })),
  },
  {
    name: 'cuts long documents off',
    caughtBy: 'reads a document of megabytes whole',
    break: wrapped(({ read }, world) => ({
      read: async (ref, signal) => asText((await world.text(await read(ref, signal))).slice(0, 1_000_000)),
    })),
  },
  {
    name: 'reads nothing where a document was deleted',
    caughtBy: 'says that a document is not found when it went away after it was listed',
    break: wrapped(({ read }) => ({ read: (ref, signal) => read(ref, signal).catch(() => asText('')) })),
  },
]

/** Mistakes with what is gone, and with what is not there at all. */
export const absenceFaults: readonly Fault[] = [
  {
    name: 'calls everything gone that it is asked about',
    caughtBy: 'says of what it was asked about what is gone, and of nothing else',
    break: wrapped(() => ({ gone: async (_scope, ids) => ids.map((id) => ({ id, why: 'deleted' })) })),
  },
  {
    name: 'calls nothing gone',
    caughtBy: 'says of what it was asked about what is gone, and of nothing else',
    break: wrapped(() => ({ gone: async () => [] })),
  },
  {
    name: 'answers only the first fifty questions',
    caughtBy: 'says of many at once what is gone',
    break: wrapped(({ gone }) => ({ gone: (scope, ids, signal) => gone(scope, ids.slice(0, 50), signal) })),
  },
  {
    name: 'calls everything gone when it reaches nothing',
    caughtBy: 'calls nothing gone while it cannot be reached',
    break: wrapped(({ gone }) => ({
      gone: (scope, ids, signal) => gone(scope, ids, signal).catch(() => ids.map((id) => ({ id, why: 'deleted' as const }))),
    })),
  },
  {
    name: 'takes unreachable for empty',
    caughtBy: 'is offline, not empty, when it cannot be reached',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        try {
          yield* pull(scope, cursor, signal)
        } catch {
          signal.throwIfAborted()
          yield { changes: [], cursor: 0 }
        }
      },
    })),
  },
  {
    name: 'ends quietly when it reaches nothing any more',
    caughtBy: 'is offline, not empty, when it cannot be reached any more in the middle of a listing',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        let pages = 0
        try {
          for await (const page of pull(scope, cursor, signal)) {
            pages++
            yield page
          }
        } catch (error) {
          signal.throwIfAborted()
          if (pages === 0) throw error
        }
      },
    })),
  },
]

/** Mistakes with what a source says of itself. */
export const identityFaults: readonly Fault[] = [
  {
    name: 'offers nothing to choose',
    caughtBy: 'offers the scope to choose',
    break: wrapped(() => ({ scopes: async function* () {} })),
  },
  {
    name: 'calls itself something else each time',
    caughtBy: 'says the same of itself when it is opened again',
    break: (() => {
      let opened = 0
      return wrapped(({ check }) => {
        const number = ++opened
        return { check: async (signal) => ({ ...(await check(signal)), id: `account ${number}` }) }
      })
    })(),
  },
  {
    name: 'cannot be closed twice',
    caughtBy: 'may be closed twice',
    break: wrapped(({ close }) => {
      let closed = 0
      return {
        close: async () => {
          // The suite closes once more when the test is over.
          if (++closed === 2) throw new Error('closed already')
          await close()
        },
      }
    }),
  },
]
