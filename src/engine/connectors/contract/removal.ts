import { expect } from 'vitest'
import { type ContractTest, idsOf, nameOf, names, never, problemOf, putMany } from './bench.ts'

/** What is gone: no longer listed, and said to be gone by name, so that the engine dares to remove it. */
export const removal: readonly ContractTest[] = [
  {
    name: 'no longer lists a deleted document',
    run: async ({ world, pull }) => {
      await putMany(world, 12)
      expect(idsOf(await pull())).toEqual(names(12))
      await world.remove(nameOf(4))
      expect(idsOf(await pull())).toEqual(names(12).filter((name) => name !== nameOf(4)))
    },
  },
  {
    name: 'says of what it was asked about what is gone, and of nothing else',
    run: async ({ world, connector, pull }) => {
      await putMany(world, 5)
      await pull()
      await world.remove(nameOf(2))
      const gone = await connector.gone(world.scope, [nameOf(1), nameOf(2), 'never-was.txt'], never)
      expect(gone.map(({ id }) => id)).toEqual([nameOf(2), 'never-was.txt'])
      for (const { why } of gone) expect(['deleted', 'deleted-or-unshared']).toContain(why)
    },
  },
  {
    name: 'says of many at once what is gone',
    run: async ({ world, connector, pull }) => {
      await putMany(world, 200)
      await pull()
      const deleted = names(200).filter((_, n) => n % 3 === 0)
      for (const name of deleted) await world.remove(name)
      expect((await connector.gone(world.scope, names(200), never)).map(({ id }) => id)).toEqual(deleted)
      expect(await connector.gone(world.scope, [], never)).toEqual([])
    },
  },
  {
    name: 'takes back that a document is gone when it was restored',
    unless: (world) => (world.restore === undefined ? 'what is deleted stays deleted here' : undefined),
    run: async ({ world, connector }) => {
      await putMany(world, 3)
      await world.remove(nameOf(1))
      expect((await connector.gone(world.scope, names(3), never)).map(({ id }) => id)).toEqual([nameOf(1)])
      await world.restore!(nameOf(1))
      expect(await connector.gone(world.scope, names(3), never)).toEqual([])
    },
  },
  {
    name: 'says of what was withdrawn from the account that it is gone, and does not call it deleted',
    unless: (world) => (world.unshare === undefined ? 'nothing is withdrawn from an account here' : undefined),
    run: async ({ world, connector }) => {
      await putMany(world, 3)
      await world.unshare!(nameOf(1))
      const [gone, ...more] = await connector.gone(world.scope, names(3), never)
      expect([gone?.id, more]).toEqual([nameOf(1), []])
      expect(['unshared', 'deleted-or-unshared']).toContain(gone?.why)
    },
  },
  {
    name: 'calls nothing gone while it cannot be reached',
    unless: (world) => (world.goOffline === undefined ? 'it is always reached' : undefined),
    run: async ({ world, connector, pull }) => {
      await putMany(world, 12)
      await pull()
      await world.goOffline!()
      expect(await problemOf(connector.gone(world.scope, [...names(12), 'never-was.txt'], never))).toBe('offline')
    },
  },
]
