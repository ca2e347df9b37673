import { afterEach, beforeEach, expect, it } from 'vitest'
import { documentViews } from '../store/documents.ts'
import { insertSource, updateSource } from '../store/sources.ts'
import { createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'
import { createToySource, type ToySource } from './toy-source.fixture.ts'

let bench: ToyBench
let toys: Map<string, ToySource>

/** Room for one source at a time, and a source that takes long; others are added by the tests. */
beforeEach(() => {
  toys = new Map()
  bench = createToyBench('listing', {
    sourcesAtOnce: 1,
    pageSize: 100,
    open: async (id) => ({ connector: (toys.get(id) ?? bench.toy).connector, type: { strikes: 1, cursorVersion: 1 } }),
  })
  fill(bench, 1_400, 'huge')
})
afterEach(() => bench.close())

function add(name: string, count: number): string {
  const { id } = insertSource(bench.store, { connector: 'toy', name, account: name, settings: {} })
  const toy = createToySource('listing')
  for (let n = 0; n < count; n++) toy.put(`${name}-${n}`, `text ${n} of ${name}`)
  toys.set(id, toy)
  return id
}
const byItself = (id: string) => bench.syncer.run(id, { full: false, byItself: true })
const finished = () => bench.events.finished.map((run) => run.source)
const inTheMiddle = () =>
  new Promise<void>((done) => {
    bench.toy.beforePage = (page) => page === 13 && done()
  })

it('does a small source in the middle of a huge one, and goes on with that', async () => {
  const small = add('small', 5)
  await bench.syncer.run(small, { full: false })
  const reached = inTheMiddle()
  const huge = byItself(bench.source)
  await reached
  await byItself(small)
  expect(finished()).toEqual([small, small])
  expect(await huge).toMatchObject({ outcome: 'completed', listed: 1_400, added: 1_400 })
  expect(bench.toy.pulls).toHaveLength(1)
})

it('does what was just added before a huge source, however new that is itself', async () => {
  const reached = inTheMiddle()
  const huge = byItself(bench.source)
  await reached
  const fresh = add('fresh', 3)
  await byItself(fresh)
  expect(finished()).toEqual([fresh])
  expect(documentViews(bench.store, 0, 10, fresh)).toHaveLength(3)
  expect(await huge).toMatchObject({ outcome: 'completed' })
})

it('does what a person asks for first, whatever goes on', async () => {
  const other = add('other', 60)
  const reached = inTheMiddle()
  const huge = byItself(bench.source)
  await reached
  await bench.syncer.run(other, { full: false })
  expect(finished()).toEqual([other])
  expect(await huge).toMatchObject({ outcome: 'completed', added: 1_400 })
})

it('keeps the pace a person set for a source', async () => {
  const id = add('slow', 20)
  updateSource(bench.store, id, { pace: { atOnce: 2, perMinute: 60 } })
  let now = 0
  let most = 0
  toys.get(id)!.whileRead = async () => {
    most = Math.max(most, ++now)
    await new Promise((done) => setImmediate(done))
    now--
  }
  const began = bench.clock.now().getTime()
  await bench.syncer.run(id, { full: false })
  expect(most).toBe(2)
  expect(bench.clock.now().getTime() - began).toBeGreaterThanOrEqual(17_000)
})

it('begins with what was never synced when a host opens, and not with everything at once', async () => {
  await bench.close()
  bench = createToyBench('listing', {
    waits: 'by-hand',
    open: async (id) => ({ connector: (toys.get(id) ?? bench.toy).connector, type: { strikes: 1, cursorVersion: 1 } }),
  })
  await bench.sync()
  const [second, third] = [add('second', 2), add('third', 2)]
  const begun = () => [...toys.values()].filter((toy) => toy.pulls.length > 0).length
  bench.syncer.watchAll()
  await expect.poll(() => toys.get(second)!.pulls.length).toBe(1)
  await new Promise((done) => setTimeout(done, 50))
  expect([begun(), bench.toy.pulls.length]).toEqual([1, 1])
  bench.pass(500)
  await expect.poll(() => toys.get(third)!.pulls.length).toBe(1)
  bench.pass(500)
  await expect.poll(() => bench.toy.pulls.length).toBe(2)
})
