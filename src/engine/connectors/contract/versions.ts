import { expect } from 'vitest'
import { type ContractTest, createBench, nameOf, putMany, refIn, versionsOf } from './bench.ts'

/** The version decides whether a document is read: it must change with the content, and with nothing else. */
export const versions: readonly ContractTest[] = [
  {
    name: 'gives an untouched document the same version and an edited one another',
    run: async ({ world, pull }) => {
      await putMany(world, 3)
      const before = await pull()
      await world.put(nameOf(1), 'edited text')
      const after = await pull()
      expect(versionsOf(after).get(nameOf(0))).toBe(versionsOf(before).get(nameOf(0)))
      // Where the clock is too coarse to tell, the ref must say so: the content then decides.
      if (refIn(after, nameOf(1)).versionUncertain !== true)
        expect(versionsOf(after).get(nameOf(1))).not.toBe(versionsOf(before).get(nameOf(1)))
    },
  },
  {
    name: 'gives another version to a document that was deleted and made again',
    run: async ({ world, refOf }) => {
      await world.put('note.txt', 'one')
      const before = await refOf('note.txt')
      await world.remove('note.txt')
      await world.put('note.txt', 'two')
      const after = await refOf('note.txt')
      if (after.versionUncertain !== true) expect(after.version).not.toBe(before.version)
    },
  },
  {
    name: 'gives every edit another version, however fast they come',
    run: async ({ world, refOf }) => {
      const seen = new Set<string>()
      for (const text of ['one', 'two', 'six', 'ten']) {
        await world.put('note.txt', text)
        const ref = await refOf('note.txt')
        if (ref.versionUncertain !== true) expect(seen).not.toContain(ref.version)
        seen.add(ref.version)
      }
    },
  },
  {
    name: 'gives an edit another version when its time stands still',
    unless: (world) => (world.freezeClock === undefined ? 'the clock cannot be stopped here' : undefined),
    run: async ({ world, refOf }) => {
      world.freezeClock!()
      await world.put('note.txt', 'one')
      const before = await refOf('note.txt')
      await world.put('note.txt', 'two')
      const after = await refOf('note.txt')
      if (after.versionUncertain !== true) expect(after.version).not.toBe(before.version)
    },
  },
  {
    name: 'gives the same version in another process',
    run: async ({ world, pull }) => {
      await putMany(world, 5)
      const before = versionsOf(await pull())
      expect(versionsOf(await createBench(world, world.open()).pull())).toEqual(before)
    },
  },
]
