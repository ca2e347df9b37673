import { afterEach, expect, it } from 'vitest'
import { updateSource } from '../store/sources.ts'
import { allWell, type Conditions } from './conditions.ts'
import { createToyBench, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
let conditions: Conditions
afterEach(() => bench.close())

const runs = () => bench.events.finished.length
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000, interval: 5 }).toBe(true)
const changed = (id: string) => bench.syncer.changed(bench.source, id)

async function watched(watch = true) {
  conditions = allWell
  bench = createToyBench('listing', { waits: 'by-hand', conditions: () => conditions })
  for (const id of ['a', 'b', 'c']) bench.toy.put(id, `first of ${id}`)
  if (!watch) return void (await bench.sync())
  bench.syncer.watchAll()
  await until(() => runs() === 1 && bench.syncer.nextRun(bench.source) !== null)
}

it('reads the one document again, and nothing else', async () => {
  await watched()
  bench.toy.put('b', 'second of b')
  bench.toy.put('c', 'second of c')
  bench.toy.reads.length = 0
  expect(changed('b')).toBe('reread')
  bench.pass(300)
  await until(() => bench.indexed().get('b') === 'second of b')
  expect(bench.toy.reads).toEqual(['b'])
  expect(bench.toy.pulls).toHaveLength(1)
  expect(runs()).toBe(1)
})

it('follows many hints of a moment together, each document once', async () => {
  await watched()
  bench.toy.reads.length = 0
  for (let n = 0; n < 5; n++) for (const id of ['a', 'b']) changed(id)
  bench.pass(300)
  await until(() => bench.toy.reads.length === 2)
  await new Promise((done) => setTimeout(done, 30))
  expect(bench.toy.reads.sort()).toEqual(['a', 'b'])
})

it('pulls what changed when it does not know the document yet', async () => {
  await watched()
  bench.toy.put('new', 'text of new')
  expect(changed('new')).toBe('sync')
  bench.pass(300)
  await until(() => runs() === 2 && bench.indexed().has('new'))
})

it('does so without anybody watching, too', async () => {
  await watched(false)
  bench.toy.put('new', 'text of new')
  expect(changed('new')).toBe('sync')
  await until(() => bench.indexed().has('new'))
})

it('takes a document out that is gone', async () => {
  await watched()
  bench.toy.remove('b')
  changed('b')
  bench.pass(300)
  await until(() => !bench.indexed().has('b'))
})

it('has the caller try again while the source rests', async () => {
  await watched()
  bench.syncer.pauseAll(60)
  expect(() => changed('b')).toThrow(expect.objectContaining({ code: 'hook-waits', params: { why: 'paused' } }))
  bench.syncer.resumeAll()
  await bench.syncer.pause(bench.source, null)
  expect(() => changed('b')).toThrow(expect.objectContaining({ code: 'hook-waits', params: { why: 'paused' } }))
  updateSource(bench.store, bench.source, { state: 'needs-sign-in' })
  expect(() => changed('b')).toThrow(expect.objectContaining({ code: 'hook-waits', params: { why: 'sign-in' } }))
})

it('keeps a hint for later while background work has to wait', async () => {
  await watched()
  conditions = { ...allWell, battery: 0.1 }
  bench.pass(15_000)
  bench.toy.put('b', 'second of b')
  expect(changed('b')).toBe('sync')
  bench.pass(60_000)
  expect(runs()).toBe(1)
  conditions = allWell
  bench.pass(15_000)
  await until(() => runs() === 2 && bench.indexed().get('b') === 'second of b')
})

it('pulls once rather than reading hundreds one by one', async () => {
  await watched()
  for (let n = 0; n < 300; n++) bench.toy.put(`doc-${n}`, `text ${n}`)
  await bench.sync()
  bench.toy.reads.length = 0
  for (let n = 0; n < 300; n++) expect(changed(`doc-${n}`)).toBe('reread')
  bench.pass(300)
  bench.pass(300)
  await until(() => runs() === 3)
  expect(bench.toy.reads).toEqual([])
})
