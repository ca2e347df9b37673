import { afterEach, describe, expect, it } from 'vitest'
import { listRemovals } from '../store/removals.ts'
import { leaveScope } from '../store/tombstones.ts'
import { createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
const make = (...args: Parameters<typeof createToyBench>) => {
  bench = createToyBench(...args)
  return bench
}
afterEach(() => bench.close())

const journal = () =>
  Object.fromEntries(listRemovals(bench.store, { source: bench.source, limit: 100 }).map(({ externalId, why }) => [externalId, why]))

describe('removal', () => {
  it('needs as many misses in a row as the kind of source asks for', async () => {
    make('listing', { strikes: 2 })
    fill(bench, 5)
    await bench.sync()
    bench.toy.remove('doc-001')
    expect(await bench.sync()).toMatchObject({ deleted: 0 })
    expect(await bench.sync()).toMatchObject({ deleted: 1 })
  })

  it('spares what the source does not call gone', async () => {
    make('listing')
    fill(bench, 5)
    await bench.sync()
    bench.toy.connector.gone = async () => []
    bench.toy.remove('doc-001')
    await bench.sync()
    expect(bench.indexed().has('doc-001')).toBe(true)
  })

  it('spares what could not be seen, and the run is not complete', async () => {
    make('listing')
    fill(bench, 5)
    fill(bench, 5, 'locked/doc')
    await bench.sync()
    bench.toy.unseen.add('locked/')
    const { gone } = bench.toy.connector
    bench.toy.connector.gone = async (scope, ids, signal) => [
      ...(await gone(scope, ids, signal)),
      ...ids.map((id) => ({ id, why: 'deleted' as const })),
    ]
    const run = await bench.sync()
    expect(run).toMatchObject({ outcome: 'completed-with-failures', deleted: 0, problem: { code: 'source-incomplete' } })
    expect(bench.indexed().size).toBe(10)
    bench.toy.unseen.clear()
    expect((await bench.sync()).outcome).toBe('completed')
  })

  it('says of each whether it was deleted or is no longer shared', async () => {
    make('feed')
    fill(bench, 6)
    await bench.sync()
    bench.toy.remove('doc-000')
    bench.toy.remove('doc-001', 'unshared')
    bench.toy.remove('doc-002', 'deleted-or-unshared')
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', deleted: 2, unshared: 1 })
    expect(journal()).toEqual({ 'doc-000': 'deleted', 'doc-001': 'unshared', 'doc-002': 'deleted-or-unshared' })
  })

  it('asks the source why when a listing did not see something', async () => {
    make('listing')
    fill(bench, 6)
    await bench.sync()
    bench.toy.remove('doc-000', 'unshared')
    expect(await bench.sync()).toMatchObject({ deleted: 0, unshared: 1 })
    expect(journal()).toEqual({ 'doc-000': 'unshared' })
  })

  it('of what the settings leave out by now is no surprise, however much it is', async () => {
    make('listing')
    fill(bench, 40)
    await bench.sync()
    for (const id of [...bench.toy.documents.keys()].slice(0, 30)) bench.toy.remove(id, 'excluded')
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', deleted: 0, excluded: 30 })
    expect(bench.indexed().size).toBe(10)
  })

  it('leaves no row behind, and what a stop left is cleared away by the next run', async () => {
    make('listing')
    fill(bench, 30)
    await bench.sync()
    const some = [...bench.toy.documents.keys()].slice(0, 5).map((id) => ({ documentId: bench.idOf(id)!, why: 'deleted' as const }))
    leaveScope(bench.store, bench.source, 'all', some, new Date())
    for (const id of [...bench.toy.documents.keys()].slice(0, 5)) bench.toy.remove(id)
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', deleted: 0 })
    const rows = bench.store.db.prepare(
      'select (select count(*) from document), (select count(*) from chunk), (select count(*) from text_block)',
    )
    expect(rows.raw().get()).toEqual([25, 25, 25])
  })

  it('of a known document that vanishes while it is read is held to the same brake', async () => {
    make('listing')
    fill(bench, 40)
    await bench.sync()
    for (const id of bench.toy.documents.keys()) bench.toy.put(id, 'edited')
    const { read } = bench.toy.connector
    bench.toy.connector.read = (ref, signal) => {
      bench.toy.remove(ref.id, 'unshared')
      return read(ref, signal)
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'held', deleted: 0, unshared: 0 })
    expect(bench.indexed().size).toBe(40)
  })
})
