import { expect } from 'vitest'
import {
  type Bench,
  type ContractTest,
  collect,
  distinct,
  idsOf,
  many,
  nameOf,
  names,
  never,
  problemOf,
  putMany,
  throughJson,
  versionsOf,
} from './bench.ts'
import type { WireTrouble, World } from './world.ts'

const withWire = (world: World) => (world.wire === undefined ? 'nothing is requested over a network' : undefined)

/** Everything that can go wrong between here and there. Nothing of it may look like an empty source. */
export const trouble: readonly ContractTest[] = [
  {
    name: 'is offline, not empty, when it cannot be reached',
    unless: (world) => (world.goOffline === undefined ? 'it is always reached' : undefined),
    run: async ({ world, connector, pages, endOf }) => {
      await putMany(world, 12)
      const cursor = await endOf()
      await world.goOffline!()
      expect(await problemOf(pages())).toBe('offline')
      expect(await problemOf(connector.check(never))).toBe('offline')
      connector.changes(world.scope, cursor)
      expect(await problemOf(pages())).toBe('offline')
    },
  },
  {
    name: 'is offline, not empty, when it cannot be reached any more in the middle of a listing',
    unless: (world) => (world.goOffline === undefined ? 'it is always reached' : undefined),
    run: async ({ world, connector }) => {
      await putMany(world, many)
      const listing = async () => {
        for await (const _page of connector.pull(world.scope, null, never)) await world.goOffline!().catch(() => undefined)
      }
      expect(await problemOf(listing())).toBe('offline')
    },
  },
  {
    name: 'is offline when it comes back with nothing in it',
    unless: (world) => (world.goEmpty === undefined ? 'an empty answer is an honest one here' : undefined),
    run: async ({ world, connector, pages }) => {
      await putMany(world, 12)
      await pages()
      await world.goEmpty!()
      expect(await problemOf(pages())).toBe('offline')
      expect(await problemOf(connector.gone(world.scope, names(12), never))).toBe('offline')
    },
  },
  {
    name: 'takes a web page in the place of an answer for offline, whatever it asked',
    unless: withWire,
    run: async (bench) => {
      const { ref, cursor } = await listed(bench)
      bench.world.wire!.always({ is: 'html' })
      for (const [what, problem] of Object.entries(await problemsOfAll(bench, ref, cursor))) expect(problem, what).toBe('offline')
    },
  },
  {
    name: 'is offline when the service is out of order, whatever it asked',
    unless: withWire,
    run: async (bench) => {
      const { ref, cursor } = await listed(bench)
      bench.world.wire!.always({ is: 'unavailable' })
      for (const [what, problem] of Object.entries(await problemsOfAll(bench, ref, cursor))) expect(problem, what).toBe('offline')
    },
  },
  {
    name: 'asks for a sign-in when the old one no longer counts, whatever it asked',
    unless: withWire,
    run: async (bench) => {
      const { ref, cursor } = await listed(bench)
      bench.world.wire!.always({ is: 'signed-out' })
      for (const [what, problem] of Object.entries(await problemsOfAll(bench, ref, cursor))) expect(problem, what).toBe('sign-in')
    },
  },
  {
    name: 'says forbidden when the whole scope is refused, and calls nothing empty',
    unless: withWire,
    run: async (bench) => {
      const { ref, cursor } = await listed(bench)
      bench.world.wire!.always({ is: 'forbidden' })
      const { listing, changes = 'forbidden' } = await problemsOfAll(bench, ref, cursor)
      expect([listing, changes]).toEqual(['forbidden', 'forbidden'])
    },
  },
  {
    name: 'is offline when answers end in the middle',
    unless: withWire,
    run: async (bench) => {
      await listed(bench)
      bench.world.wire!.always({ is: 'broken' })
      expect(await problemOf(bench.pages())).toBe('offline')
    },
  },
  ...(['html', 'unavailable', 'broken'] as const).map(
    (is): ContractTest => ({
      name: `gets over one answer that is ${is}, or goes on later, and loses nothing`,
      unless: withWire,
      run: (bench) => survives(bench, { is }),
    }),
  ),
  {
    name: 'waits as long as it is told to when it asked too much, and loses nothing',
    unless: withWire,
    run: async (bench) => {
      await survives(bench, { is: 'limited', seconds: 7 })
      expect(bench.world.wire!.waitedMs()).toBeGreaterThanOrEqual(7_000)
    },
  },
  {
    name: 'gives up on an answer that never comes',
    unless: withWire,
    run: async (bench) => {
      await listed(bench)
      bench.world.wire!.always({ is: 'silent' })
      expect(await problemOf(bench.pages())).toBe('offline')
    },
  },
  {
    name: 'stops waiting for an answer when told to',
    unless: withWire,
    run: async ({ world, connector }) => {
      await putMany(world, 12)
      world.wire!.always({ is: 'silent' })
      const stop = new AbortController()
      world.wire!.beforeAnswer = () => stop.abort(new Error('told to stop'))
      await expect(collect(connector.pull(world.scope, null, stop.signal))).rejects.toThrow('told to stop')
    },
  },
  {
    name: 'stops when told to, before the first page and between two',
    run: async ({ world, connector, pages }) => {
      await putMany(world, many)
      await expect(pages(null, AbortSignal.abort())).rejects.toThrow()
      const stop = new AbortController()
      const begun = async () => {
        for await (const _page of connector.pull(world.scope, null, stop.signal)) stop.abort()
      }
      await expect(begun()).rejects.toThrow()
    },
  },
  {
    name: 'minds nothing that answers say beyond what it knows',
    unless: withWire,
    run: async (bench) => {
      await putMany(bench.world, 30)
      const before = versionsOf(await bench.pull())
      bench.world.wire!.addUnknownFields()
      expect(versionsOf(await bench.pull())).toEqual(before)
      await bench.connector.check(never)
    },
  },
  {
    name: 'only reads',
    unless: withWire,
    run: async (bench) => {
      const { ref, cursor } = await listed(bench)
      await problemsOfAll(bench, ref, cursor)
      const reads = bench.world.type.reads ?? (({ method }) => method === 'GET' || method === 'HEAD')
      expect(bench.world.wire!.requests.length).toBeGreaterThan(3)
      expect(bench.world.wire!.requests.filter(({ method, url }) => !reads({ method, url: new URL(url) }))).toEqual([])
    },
  },
]

/** A document that was listed, and the cursor after the listing. */
async function listed({ world, pages, refOf }: Bench) {
  await putMany(world, 12)
  const whole = await pages()
  return { ref: await refOf(nameOf(1)), cursor: throughJson(whole.at(-1)!.cursor) }
}

/** The problem that everything a connector can be asked meets now; what it needs not ask the service for is left out. */
async function problemsOfAll(
  { world, connector, pages }: Bench,
  ref: Awaited<ReturnType<Bench['refOf']>>,
  cursor: Awaited<ReturnType<Bench['endOf']>>,
) {
  return {
    check: await problemOf(connector.check(never)),
    scopes: await problemOf(collect(connector.scopes(null, never))),
    listing: await problemOf(pages()),
    // What only lists has no more to ask once a listing is over.
    ...(connector.changes(world.scope, cursor) === 'listing' ? {} : { changes: await problemOf(pages(cursor)) }),
    gone: await problemOf(connector.gone(world.scope, [nameOf(1)], never)),
    ...(ref.content === undefined ? { read: await problemOf(connector.read(ref, never)) } : {}),
  }
}

/** One answer in the middle of a listing is lost. The connector gets over it, or names the problem and goes on from its cursor. */
async function survives({ world, connector, pages }: Bench, met: WireTrouble): Promise<void> {
  await putMany(world, many)
  const ids: string[] = []
  let cursor = null
  const problem = await problemOf(
    (async () => {
      for await (const page of connector.pull(world.scope, null, never)) {
        if (ids.length === 0) world.wire!.next(met)
        ids.push(...idsOf(page.changes))
        cursor = throughJson(page.cursor)
      }
    })(),
  )
  expect(problem).toMatch(met.is === 'limited' ? /^(none|rate-limited)$/ : /^(none|offline)$/)
  if (problem !== 'none') for (const page of await pages(cursor)) ids.push(...idsOf(page.changes))
  expect(distinct(ids)).toEqual(names(many))
}
