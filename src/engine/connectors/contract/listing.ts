import { expect } from 'vitest'
import type { Change } from '../connector.ts'
import {
  type ContractTest,
  collect,
  createBench,
  distinct,
  idsOf,
  many,
  nameOf,
  names,
  never,
  putMany,
  refIn,
  throughJson,
} from './bench.ts'

/** Everything from the start: all of it, once, in pages, and again from any page. */
export const listing: readonly ContractTest[] = [
  {
    name: 'lists every document exactly once',
    run: async ({ world, pull }) => {
      await putMany(world, many)
      expect(idsOf(await pull())).toEqual(names(many))
    },
  },
  {
    name: 'lists an empty scope as empty, with a cursor',
    run: async ({ pages }) => {
      const found = await pages()
      expect(found.flatMap((page) => page.changes)).toEqual([])
      expect(found.length).toBeGreaterThan(0)
    },
  },
  {
    name: 'lists in pages, the first one small',
    run: async ({ world, pages }) => {
      await putMany(world, many)
      const sizes = (await pages()).map((page) => page.changes.length)
      expect(sizes.length).toBeGreaterThan(2)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(200)
      expect(sizes[0]).toBeLessThanOrEqual(50)
    },
  },
  {
    name: 'lists everything again from the start when the cursor is null',
    run: async ({ world, pull }) => {
      await putMany(world, 30)
      await pull()
      expect(idsOf(await pull())).toEqual(names(30))
    },
  },
  {
    name: 'says of a document what an index needs',
    run: async ({ world, refOf }) => {
      await world.put('note.txt', 'some text')
      const ref = await refOf('note.txt')
      for (const field of ['id', 'version', 'title', 'url', 'mimeType'] as const) expect(ref[field], field).not.toBe('')
      expect(ref.mimeType).toMatch(/^[\w.+-]+\/[\w.+-]+/)
      for (const instant of [ref.updatedAt, ...(ref.createdAt === undefined ? [] : [ref.createdAt])])
        expect(new Date(instant).toISOString()).toBe(instant)
      expect(Array.isArray(ref.path)).toBe(true)
      expect(JSON.parse(JSON.stringify(ref))).toEqual(ref)
    },
  },
  {
    name: 'resumes after any page without losing a document',
    run: async ({ world, pages, pull }) => {
      await putMany(world, many)
      const whole = await pages()
      for (const [at, page] of whole.entries()) {
        const before = whole.slice(0, at + 1).flatMap((p) => p.changes)
        const rest = await pull(throughJson(page.cursor))
        expect(distinct(idsOf([...before, ...rest])), `after page ${at + 1}`).toEqual(names(many))
      }
    },
  },
  {
    name: 'resumes in another process',
    run: async ({ world, connector }) => {
      await putMany(world, many)
      const before: Change[] = []
      let cursor = null
      for await (const page of connector.pull(world.scope, null, never)) {
        before.push(...page.changes)
        cursor = throughJson(page.cursor)
        if (before.length > 100) break
      }
      const rest = await createBench(world, world.open()).pull(cursor)
      expect(distinct(idsOf([...before, ...rest]))).toEqual(names(many))
    },
  },
  {
    name: 'goes on from the end, not back to the start',
    run: async ({ world, pages }) => {
      await putMany(world, many)
      const whole = await pages()
      expect((await pages(throughJson(whole.at(-1)!.cursor))).length).toBeLessThan(whole.length)
    },
  },
  {
    name: 'copes with many documents of the same instant',
    unless: (world) => (world.freezeClock === undefined ? 'the clock cannot be stopped here' : undefined),
    run: async ({ world, pages, pull }) => {
      world.freezeClock!()
      await putMany(world, many)
      const whole = await pages()
      for (const at of [0, 1]) {
        const before = whole.slice(0, at + 1).flatMap((page) => page.changes)
        const rest = await pull(throughJson(whole[at]!.cursor))
        expect(distinct(idsOf([...before, ...rest]))).toEqual(names(many))
      }
    },
  },
  {
    name: 'loses nothing when another document is deleted while it lists',
    run: async ({ world, connector }) => {
      await putMany(world, many)
      const changes: Change[] = []
      for await (const page of connector.pull(world.scope, null, never)) {
        // Of what was listed already: paging by position would now step over one that was not.
        if (changes.length === 0) for (const change of page.changes.slice(0, 5)) await world.remove(idsOf([change])[0]!)
        changes.push(...page.changes)
      }
      expect(distinct(idsOf(changes))).toEqual(
        expect.arrayContaining(names(many).filter((name) => !idsOf(changes.slice(0, 5)).includes(name))),
      )
    },
  },
  {
    name: 'loses nothing when another document is deleted between two processes',
    run: async ({ world, connector }) => {
      await putMany(world, many)
      const [first] = await firstPage(connector.pull(world.scope, null, never))
      const deleted = idsOf(first!.changes.slice(0, 5))
      for (const id of deleted) await world.remove(id)
      const rest = await createBench(world, world.open()).pull(throughJson(first!.cursor))
      expect(distinct(idsOf([...first!.changes, ...rest]))).toEqual(
        expect.arrayContaining(names(many).filter((name) => !deleted.includes(name))),
      )
    },
  },
  {
    name: 'lists a document that is changed while it lists as it was or as it is, and tells the rest later',
    run: async ({ world, connector, pull }) => {
      await putMany(world, many)
      const changes: Change[] = []
      for await (const page of connector.pull(world.scope, null, never)) {
        if (changes.length === 0) for (const n of [0, 200, many - 1]) await world.put(nameOf(n), 'changed meanwhile')
        changes.push(...page.changes)
        expect(page.changes.length).toBeLessThanOrEqual(200)
      }
      expect(distinct(idsOf(changes))).toEqual(names(many))
      const whole = await pull()
      for (const n of [0, 200, many - 1]) expect(idsOf(whole)).toContain(nameOf(n))
    },
  },
  {
    name: 'does not lose an edit made while it lists',
    run: async ({ world, connector, pull }) => {
      await putMany(world, many)
      const changes: Change[] = []
      let cursor = null
      for await (const page of connector.pull(world.scope, null, never)) {
        if (changes.length === 0) await world.put(idsOf(page.changes)[0]!, 'edited meanwhile')
        changes.push(...page.changes)
        cursor = throughJson(page.cursor)
      }
      if (connector.changes(world.scope, cursor) === 'listing') return
      const edited = idsOf(changes.slice(0, 1))[0]!
      const later = [...changes, ...(await pull(cursor))].filter((change) => change.type === 'upsert')
      const now = refIn(await pull(), edited)
      const last = refIn(later, edited)
      expect([last.version, last.versionUncertain]).toEqual([now.version, now.versionUncertain])
    },
  },
  {
    name: 'lists a document as many levels down as there are',
    unless: (world) => (world.putDeep === undefined ? 'nothing lies below anything here' : undefined),
    run: async ({ world, connector, refOf }) => {
      const id = await world.putDeep!(60, 'at the bottom')
      const ref = await refOf(id)
      expect(await world.text(ref.content ?? (await connector.read(ref, never)))).toBe('at the bottom')
    },
  },
  {
    name: 'keeps its cursor small and plain',
    run: async ({ world, pages }) => {
      await putMany(world, many)
      for (const { cursor } of await pages()) {
        expect(throughJson(cursor)).toEqual(cursor)
        expect(JSON.stringify(cursor).length).toBeLessThan(4_096)
      }
    },
  },
  {
    name: 'lists two pulls at once without mixing them up',
    run: async ({ world, pull }) => {
      await putMany(world, 230)
      const [one, other] = await Promise.all([pull(), pull()])
      expect([idsOf(one), idsOf(other)]).toEqual([names(230), names(230)])
    },
  },
]

async function firstPage<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  for await (const page of pages) return [page]
  return collect(pages)
}
