import { expect } from 'vitest'
import type { Change } from '../connector.ts'
import { type Bench, type ContractTest, idOf, idsOf, indexAfter, nameOf, names, problemOf, putMany, versionsOf } from './bench.ts'
import type { World } from './world.ts'

const withRestore = (world: World) => (world.restore === undefined ? 'what is deleted stays deleted here' : undefined)
const withSharing = (world: World) => (world.unshare === undefined ? 'nothing is withdrawn from an account here' : undefined)

/** What came after a cursor. A source that only lists says so at run time, and then nothing of this is asked of it. */
export const changes: readonly ContractTest[] = [
  {
    name: 'reports nothing new when nothing changed',
    run: async (bench) => {
      await putMany(bench.world, 45)
      const before = versionsOf(await bench.pull())
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) === 'listing') return
      for (const change of await bench.pull(cursor)) {
        // A `since` source may repeat the latest documents; unchanged versions make sure that nothing is read.
        if (change.type === 'upsert' && change.ref.versionUncertain === true) continue
        expect([kindOf(bench, cursor), change.type]).toEqual(['since', 'upsert'])
        expect(versionsOf([change]).get(idOf(change))).toBe(before.get(idOf(change)))
      }
    },
  },
  {
    name: 'reports additions and edits since the cursor',
    run: async (bench) => {
      await putMany(bench.world, 12)
      const known = await bench.pull()
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) === 'listing') return
      await bench.world.put(nameOf(3), 'edited')
      await bench.world.put('new.txt', 'new')
      expect(idsOf(newsIn(known, await bench.pull(cursor)))).toEqual([nameOf(3), 'new.txt'])
    },
  },
  {
    name: 'reports many edits of the same instant',
    unless: (world) => (world.freezeClock === undefined ? 'the clock cannot be stopped here' : undefined),
    run: async (bench) => {
      bench.world.freezeClock!()
      await putMany(bench.world, 230)
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) === 'listing') return
      for (const name of names(230)) await bench.world.put(`late-${name}`, 'of the same instant')
      expect(idsOf(await bench.pull(cursor))).toEqual(expect.arrayContaining(names(230).map((name) => `late-${name}`)))
    },
  },
  {
    name: 'resumes among changes without losing one',
    run: async (bench) => {
      await putMany(bench.world, 5)
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) === 'listing') return
      for (const name of names(250)) await bench.world.put(name, 'edited')
      const pages = await bench.pages(cursor)
      for (const [at, page] of pages.entries()) {
        const before = pages.slice(0, at + 1).flatMap((p) => p.changes)
        expect(new Set(idsOf([...before, ...(await bench.pull(page.cursor))]))).toEqual(new Set(names(250)))
      }
    },
  },
  {
    name: 'reports deletions, where it can',
    run: async (bench) => {
      await putMany(bench.world, 12)
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) !== 'feed') return
      await bench.world.remove(nameOf(4))
      const [change, ...more] = await bench.pull(cursor)
      expect([change?.type, change && idOf(change), more]).toEqual(['delete', nameOf(4), []])
      expect(change).not.toHaveProperty('why', 'unshared')
    },
  },
  {
    name: 'has the last word on a document that was deleted and restored, and the other way round',
    unless: withRestore,
    run: async (bench) => {
      const { world } = bench
      await putMany(world, 12)
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) !== 'feed') return
      await world.remove(nameOf(1))
      await world.restore!(nameOf(1))
      await world.remove(nameOf(2))
      await world.restore!(nameOf(2))
      await world.remove(nameOf(2))
      await world.put('brief.txt', 'made and deleted')
      await world.remove('brief.txt')
      const left = names(12).filter((name) => name !== nameOf(2))
      expect(indexAfter(new Set(names(12)), await bench.pull(cursor))).toEqual(left)
    },
  },
  {
    name: 'reports what was made again under the id of something deleted',
    run: async (bench) => {
      await putMany(bench.world, 3)
      const before = versionsOf(await bench.pull())
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) === 'listing') return
      await bench.world.remove(nameOf(1))
      await bench.world.put(nameOf(1), 'made again')
      const last = (await bench.pull(cursor)).findLast((change) => idOf(change) === nameOf(1))
      if (last?.type !== 'upsert') throw new Error(`its last word is ${last?.type}`)
      if (last.ref.versionUncertain !== true) expect(last.ref.version).not.toBe(before.get(nameOf(1)))
    },
  },
  {
    name: 'lists again what was restored',
    unless: withRestore,
    run: async ({ world, pull }) => {
      await putMany(world, 12)
      await pull()
      await world.remove(nameOf(4))
      await pull()
      await world.restore!(nameOf(4))
      expect(idsOf(await pull())).toEqual(names(12))
    },
  },
  {
    name: 'calls what was withdrawn from the account withdrawn, or does not tell it from deleted',
    unless: withSharing,
    run: async (bench) => {
      await putMany(bench.world, 12)
      const cursor = await bench.endOf()
      if (kindOf(bench, cursor) !== 'feed') return
      await bench.world.unshare!(nameOf(4))
      const [change, ...more] = await bench.pull(cursor)
      if (change?.type !== 'delete') throw new Error(`expected a delete, not ${change?.type}`)
      expect([change.id, more]).toEqual([nameOf(4), []])
      expect(['unshared', 'deleted-or-unshared']).toContain(change.why)
    },
  },
  {
    name: 'lists again what the account may see again',
    unless: withSharing,
    run: async ({ world, pull }) => {
      await putMany(world, 12)
      await world.unshare!(nameOf(4))
      expect(idsOf(await pull())).toEqual(names(12).filter((name) => name !== nameOf(4)))
      await world.share!(nameOf(4))
      expect(idsOf(await pull())).toEqual(names(12))
    },
  },
  {
    name: 'says so when a cursor has expired',
    unless: (world) => (world.expireCursor === undefined ? 'its cursors do not expire' : undefined),
    run: async ({ world, pages, pull, endOf }) => {
      await putMany(world, 12)
      const cursor = await endOf()
      await world.expireCursor!()
      await world.put(nameOf(0), 'edited')
      expect(await problemOf(pages(cursor))).toBe('cursor-expired')
      expect(idsOf(await pull())).toEqual(names(12))
    },
  },
]

const kindOf = ({ connector, world }: Bench, cursor: Parameters<Bench['connector']['changes']>[1]) => connector.changes(world.scope, cursor)

/** Without what a `since` source repeats although it is known. */
const newsIn = (known: readonly Change[], found: readonly Change[]): readonly Change[] => {
  const before = versionsOf(known)
  return found.filter((change) => {
    if (change.type !== 'upsert') return true
    const repeated = before.get(change.ref.id) === change.ref.version
    return !repeated || (change.ref.versionUncertain === true && change.ref.id === nameOf(3))
  })
}
