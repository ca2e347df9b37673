import { expect } from 'vitest'
import type { Connector, Scope } from '../connector.ts'
import { type ContractTest, collect, distinct, idsOf, names, never, putMany, throughJson } from './bench.ts'
import type { World } from './world.ts'

const withOtherScope = (world: World) => (world.otherScope === undefined ? 'the whole source is one scope' : undefined)
const withMoves = (world: World) => withOtherScope(world) ?? (world.move === undefined ? 'nothing moves between scopes here' : undefined)

/** What a person can choose, and that nothing else comes. */
export const scopes: readonly ContractTest[] = [
  {
    name: 'offers the scope to choose',
    run: async ({ world, connector }) => {
      expect((await everyScope(connector)).map((scope) => scope.id)).toContain(world.scope)
    },
  },
  {
    name: 'offers every scope once, however many there are',
    unless: (world) => (world.addScopes === undefined ? 'there is no more than one scope' : undefined),
    run: async ({ world, connector }) => {
      const added = await world.addScopes!(130)
      const ids = (await everyScope(connector)).map((scope) => scope.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(expect.arrayContaining([world.scope, ...added]))
    },
  },
  {
    name: 'lists only the chosen scope',
    unless: withOtherScope,
    run: async ({ world, connector, pull }) => {
      await putMany(world, 30)
      for (const name of names(25)) await world.put(`other-${name}`, 'of the other scope', world.otherScope)
      expect(idsOf(await pull())).toEqual(names(30))
      const other = await collect(connector.pull(world.otherScope!, null, never))
      expect(idsOf(other.flatMap((page) => page.changes))).toEqual(names(25).map((name) => `other-${name}`))
    },
  },
  {
    name: 'says of one scope only what changed in it',
    unless: withOtherScope,
    run: async ({ world, pull, endOf }) => {
      await putMany(world, 5)
      const cursor = await endOf()
      await world.put('other.txt', 'of the other scope', world.otherScope)
      expect(idsOf(await pull(cursor))).not.toContain('other.txt')
    },
  },
  {
    name: 'takes a document that moves to another scope along, under the same id',
    unless: withMoves,
    run: async ({ world, connector, pull }) => {
      await putMany(world, 12)
      await pull()
      await world.move!('doc-004.txt', world.otherScope!)
      expect(idsOf(await pull())).toEqual(names(12).filter((name) => name !== 'doc-004.txt'))
      const there = await collect(connector.pull(world.otherScope!, null, never))
      expect(idsOf(there.flatMap((page) => page.changes))).toEqual(['doc-004.txt'])
    },
  },
  {
    name: 'says of a document that moved that it is gone from where it was, and only there',
    unless: withMoves,
    run: async ({ world, connector, pull }) => {
      await putMany(world, 3)
      await pull()
      await world.move!('doc-001.txt', world.otherScope!)
      expect((await connector.gone(world.scope, names(3), never)).map(({ id }) => id)).toEqual(['doc-001.txt'])
      expect(await connector.gone(world.otherScope!, ['doc-001.txt'], never)).toEqual([])
    },
  },
  {
    name: 'tells both scopes of a move, where it tells of changes',
    unless: withMoves,
    run: async ({ world, connector, pull, endOf }) => {
      await putMany(world, 12)
      const here = await endOf()
      const there = throughJson((await collect(connector.pull(world.otherScope!, null, never))).at(-1)!.cursor)
      if (connector.changes(world.scope, here) !== 'feed') return
      await world.move!('doc-004.txt', world.otherScope!)
      expect((await pull(here)).map((change) => [change.type, 'id' in change ? change.id : ''])).toEqual([['delete', 'doc-004.txt']])
      const arrived = await collect(connector.pull(world.otherScope!, there, never))
      expect(distinct(idsOf(arrived.flatMap((page) => page.changes)))).toEqual(['doc-004.txt'])
    },
  },
]

/** The whole tree, as far as it says that there is more below. */
async function everyScope(connector: Connector, parent: string | null = null): Promise<readonly Scope[]> {
  const found = await collect(connector.scopes(parent, never))
  const below = []
  for (const scope of found) if (scope.hasChildren) below.push(...(await everyScope(connector, scope.id)))
  return [...found, ...below]
}
