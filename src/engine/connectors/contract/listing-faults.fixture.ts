import type { Json } from '../../../shared/json.ts'
import type { Change, Page } from '../connector.ts'
import { idOf, never } from './bench.ts'
import { eachChange, eachPage, type Fault, type Pages, paged, updatedAt, wrapped } from './fault.fixture.ts'

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
