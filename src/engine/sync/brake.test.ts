import { afterEach, describe, expect, it } from 'vitest'
import { countHeld, listHeld } from '../store/held.ts'
import { listScopes } from '../store/scopes.ts'
import { findSource } from '../store/sources.ts'
import { createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
const make = (...args: Parameters<typeof createToyBench>) => {
  bench = createToyBench(...args)
  return bench
}
afterEach(() => bench.close())

const state = () => findSource(bench.store, bench.source)!.state
const preview = (kept = false) =>
  listHeld(bench.store, { source: bench.source, after: 0, limit: 1_000, kept })
    .map(({ externalId }) => externalId)
    .sort()
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `doc-${String(from + n).padStart(3, '0')}`)
const remove = (some: readonly string[]) => {
  for (const id of some) bench.toy.remove(id)
}

describe.each(['listing', 'since', 'feed'] as const)('the brake on a source of kind %s', (kind) => {
  const sync = () => bench.sync(kind === 'since')

  it('holds a suspicious lot, shows what it is, and removes it when a person says so', async () => {
    make(kind)
    fill(bench, 60)
    await bench.sync()
    remove(ids(0, 30))
    bench.toy.put('new', 'arrives all the same')
    const run = await sync()
    expect(run).toMatchObject({ outcome: 'held', deleted: 0, problem: { code: 'removals-held', params: { count: 30, of: 60 } } })
    expect(state()).toBe('held')
    expect(bench.indexed().size).toBe(61)
    expect(preview()).toEqual(ids(0, 30))
    expect(countHeld(bench.store, bench.source)).toEqual({ count: 30, of: 61, kept: 0 })
    await expect(bench.sync()).resolves.toMatchObject({ outcome: 'held' })
    expect(preview()).toEqual(ids(0, 30))
    expect(await bench.syncer.answerBrake(bench.source, true)).toMatchObject({ outcome: 'completed', deleted: 30 })
    expect([...bench.indexed().keys()].sort()).toEqual([...bench.toy.documents.keys()].sort())
    expect([preview(), state()]).toEqual([[], 'idle'])
    await expect(bench.syncer.answerBrake(bench.source, true)).rejects.toMatchObject({ code: 'nothing-held' })
  })

  it('does not ask again about what a person kept, only about more', async () => {
    make(kind)
    fill(bench, 90)
    await bench.sync()
    remove(ids(0, 30))
    await sync()
    await bench.syncer.answerBrake(bench.source, false)
    expect(state()).toBe('idle')
    for (let n = 0; n < 3; n++) expect(await sync()).toMatchObject({ outcome: 'completed', deleted: 0 })
    expect([bench.indexed().size, preview(), preview(true)]).toEqual([90, [], ids(0, 30)])
    remove(ids(30, 32))
    expect(await sync()).toMatchObject({ outcome: 'completed', deleted: 2 })
    remove(ids(32, 60))
    expect(await sync()).toMatchObject({ outcome: 'held', problem: { params: { count: 28, of: 58 } } })
    expect(preview()).toEqual(ids(32, 60))
    await bench.syncer.answerBrake(bench.source, true)
    expect(bench.indexed().size).toBe(60)
  })

  it('lets a person think again about what was kept', async () => {
    make(kind)
    fill(bench, 60)
    await bench.sync()
    remove(ids(0, 30))
    await sync()
    await bench.syncer.answerBrake(bench.source, false)
    await expect(bench.syncer.answerBrake(bench.source, false)).rejects.toMatchObject({ code: 'nothing-held' })
    expect(await bench.syncer.answerBrake(bench.source, true)).toMatchObject({ deleted: 30 })
    expect(bench.indexed().size).toBe(30)
  })

  it('forgets that something was kept once the source shows it again', async () => {
    make(kind)
    fill(bench, 60)
    await bench.sync()
    remove(ids(0, 30))
    await sync()
    await bench.syncer.answerBrake(bench.source, false)
    for (const id of ids(0, 30)) bench.toy.put(id, 'back')
    expect(await sync()).toMatchObject({ outcome: 'completed' })
    expect(preview(true)).toEqual([])
    remove(ids(0, 30))
    expect(await sync()).toMatchObject({ outcome: 'held' })
  })

  it('asks the source once more when a person accepts: what came back in the meantime stays', async () => {
    make(kind)
    fill(bench, 40)
    await bench.sync()
    const away = [...bench.toy.documents].slice(0, 30)
    for (const [id] of away) bench.toy.remove(id)
    await sync()
    for (const [id, { text }] of away.slice(0, 5)) bench.toy.put(id, text)
    expect(await bench.syncer.answerBrake(bench.source, true)).toMatchObject({ deleted: 25 })
  })

  it('opens by itself when everything is back', async () => {
    make(kind)
    fill(bench, 40)
    await bench.sync()
    const away = [...bench.toy.documents]
    for (const [id] of away) bench.toy.remove(id)
    await sync()
    for (const [id, { text }] of away) bench.toy.put(id, text)
    expect(await sync()).toMatchObject({ outcome: 'completed' })
    expect([preview(), state()]).toEqual([[], 'idle'])
  })
})

it('holds what is gone, and not what the settings leave out', async () => {
  make('listing')
  fill(bench, 60)
  await bench.sync()
  remove(ids(0, 30))
  for (const id of ids(30, 35)) bench.toy.remove(id, 'excluded')
  expect(await bench.sync()).toMatchObject({ outcome: 'held', deleted: 0, excluded: 5, problem: { params: { count: 30 } } })
  expect(preview()).toEqual(ids(0, 30))
  expect(bench.indexed().size).toBe(55)
})

it('still holds after the source was offline in between', async () => {
  make('feed')
  fill(bench, 40)
  await bench.sync()
  remove(ids(0, 30))
  await bench.sync()
  bench.toy.down = 'offline'
  expect(await bench.syncer.answerBrake(bench.source, true)).toMatchObject({ outcome: 'offline', deleted: 0 })
  expect(preview()).toEqual(ids(0, 30))
  bench.toy.down = null
  expect(await bench.sync()).toMatchObject({ outcome: 'held' })
  expect(bench.indexed().size).toBe(40)
})

describe('a part of a source that is no longer there', () => {
  const begin = async (kind: 'listing' | 'feed') => {
    make(kind)
    bench.toy.scopes.set('b', { name: 'Design', parent: null })
    fill(bench, 5)
    for (let n = 0; n < 3; n++) bench.toy.put(`b/${n}`, `text ${n}`, { scope: 'b' })
    await bench.sync()
    bench.toy.closedScopes.set('b', 'not-found')
    bench.toy.put('doc-new', 'in the other part')
  }

  it.each(['listing', 'feed'] as const)('is held however little it had, and the rest is synced (%s)', async (kind) => {
    await begin(kind)
    const run = await bench.sync()
    expect(run).toMatchObject({ outcome: 'held', added: 1, problem: { code: 'removals-held-scope', params: { name: 'Design', count: 3 } } })
    expect(preview()).toEqual(['b/0', 'b/1', 'b/2'])
    bench.toy.scopes.delete('b')
    expect(await bench.syncer.answerBrake(bench.source, true)).toMatchObject({ outcome: 'completed', deleted: 3 })
    expect(await bench.sync()).toMatchObject({ outcome: 'completed' })
    expect(listScopes(bench.store, bench.source).map(({ id }) => id)).toEqual(['all'])
  })

  it('stays when a person says so, and no run is complete while it is away', async () => {
    await begin('feed')
    await bench.sync()
    await bench.syncer.answerBrake(bench.source, false)
    expect(await bench.sync()).toMatchObject({ outcome: 'completed-with-failures', problem: { code: 'source-incomplete' } })
    expect(bench.indexed().size).toBe(9)
    bench.toy.closedScopes.clear()
    expect(await bench.sync()).toMatchObject({ outcome: 'completed' })
    expect(bench.indexed().size).toBe(9)
  })

  it('is no loss when it comes back unanswered', async () => {
    await begin('feed')
    await bench.sync()
    bench.toy.closedScopes.clear()
    expect(await bench.sync()).toMatchObject({ outcome: 'completed' })
    expect([preview(), bench.indexed().size, state()]).toEqual([[], 9, 'idle'])
  })

  it('that is closed to the account keeps what was found in it, and the rest is synced', async () => {
    await begin('feed')
    bench.toy.closedScopes.set('b', 'forbidden')
    expect(await bench.sync()).toMatchObject({ outcome: 'completed-with-failures', added: 1, problem: { code: 'source-incomplete' } })
    expect(bench.indexed().size).toBe(9)
    bench.toy.closedScopes.set('all', 'forbidden')
    expect(await bench.sync()).toMatchObject({ outcome: 'failed', problem: { code: 'source-forbidden' } })
    expect(bench.indexed().size).toBe(9)
  })
})
