import { afterEach, describe, expect, it } from 'vitest'
import { findSource } from '../store/sources.ts'
import { createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
const make = (...args: Parameters<typeof createToyBench>) => {
  bench = createToyBench(...args)
  return bench
}
afterEach(() => bench.close())

const state = () => findSource(bench.store, bench.source)!.state

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

  it.each(['listing', 'since', 'feed'] as const)('of a suspicious lot is held, for a person to say (%s)', async (kind) => {
    make(kind)
    fill(bench, 60)
    await bench.sync()
    for (let n = 0; n < 30; n++) bench.toy.remove(`doc-${String(n).padStart(3, '0')}`)
    bench.toy.put('new', 'arrives all the same')
    const run = await bench.sync(kind === 'since')
    expect(run).toMatchObject({ outcome: 'held', problem: { code: 'removals-held' } })
    expect(state()).toBe('held')
    expect(bench.indexed().size).toBeGreaterThanOrEqual(45)
    await expect(bench.sync()).resolves.toMatchObject({ outcome: 'held' })
    await bench.syncer.answerBrake(bench.source, false)
    expect(bench.indexed().size).toBeGreaterThanOrEqual(45)
    expect(state()).toBe('idle')
    expect((await bench.sync(true)).outcome).toBe('held')
    const accepted = await bench.syncer.answerBrake(bench.source, true)
    expect(accepted.outcome).toBe('completed')
    expect([...bench.indexed().keys()].sort()).toEqual([...bench.toy.documents.keys()].sort())
    await expect(bench.syncer.answerBrake(bench.source, true)).rejects.toMatchObject({ code: 'nothing-held' })
  })

  it.each(['listing', 'feed'] as const)('is checked again when it is accepted: what came back in the meantime stays (%s)', async (kind) => {
    make(kind)
    fill(bench, 40)
    await bench.sync()
    const away = [...bench.toy.documents].slice(0, 30)
    for (const [id] of away) bench.toy.remove(id)
    await bench.sync()
    for (const [id, { text }] of away.slice(0, 5)) bench.toy.put(id, text)
    expect(await bench.syncer.answerBrake(bench.source, true)).toMatchObject({ deleted: 25 })
  })
})
