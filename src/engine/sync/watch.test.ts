import { afterEach, expect, it } from 'vitest'
import { updateSource } from '../store/sources.ts'
import { createToyBench, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
const make = (...[kind, options]: Parameters<typeof createToyBench>) => {
  bench = createToyBench(kind, { waits: 'by-hand', ...options })
  return bench
}
afterEach(() => bench.close())

const runs = () => bench.events.finished.length
/** Until something holds; the clock of the test stands still meanwhile. */
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000, interval: 5 }).toBe(true)

async function watched(...args: Parameters<typeof createToyBench>) {
  make(...args)
  bench.toy.put('a', 'first')
  bench.syncer.watchAll()
  await until(() => runs() === 1 && bench.syncer.nextRun(bench.source) !== null)
}

it('syncs at once, and says how it watches and when it looks again', async () => {
  await watched('listing')
  expect(bench.indexed().get('a')).toBe('first')
  expect(bench.syncer.watching(bench.source)).toBe('events')
  expect(bench.syncer.nextRun(bench.source)).toMatch(/^2026-01-01T01:0[0-5]:/)
})

it('follows a burst of changes with one sync, soon after the last', async () => {
  await watched('listing')
  for (let n = 0; n < 5; n++) {
    bench.toy.put(`b${n}`, 'more')
    bench.toy.nudge()
    bench.pass(100)
  }
  expect(runs()).toBe(1)
  bench.pass(300)
  await until(() => runs() === 2)
  expect(bench.indexed().size).toBe(6)
})

it('does not let changes without end put a sync off for ever', async () => {
  await watched('listing')
  for (let n = 0; n < 11; n++) {
    bench.toy.nudge()
    bench.pass(200)
  }
  await until(() => runs() === 2)
})

it('lists again after some hours although nothing was said', async () => {
  await watched('since')
  bench.toy.put('other', 'text')
  bench.toy.remove('a')
  for (let hour = 0; hour < 8; hour++) {
    bench.pass(3_600_000)
    await new Promise((done) => setTimeout(done, 20))
  }
  await until(() => runs() > 2 && !bench.indexed().has('a'))
  expect(bench.toy.pulls.filter((cursor) => cursor === null)).toHaveLength(2)
})

it('comes back to a source that was offline, and watches it again', async () => {
  await watched('listing')
  bench.toy.down = 'offline'
  bench.toy.nudge()
  bench.pass(300)
  await until(() => runs() === 2 && bench.syncer.watching(bench.source) === 'no')
  bench.toy.down = null
  bench.toy.put('b', 'while it was away')
  bench.pass(33_000)
  await until(() => runs() === 3 && bench.syncer.watching(bench.source) === 'events')
  expect(bench.indexed().has('b')).toBe(true)
})

it('leaves a paused source alone', async () => {
  await watched('listing')
  updateSource(bench.store, bench.source, { state: 'paused' })
  bench.toy.nudge()
  bench.pass(3_600_000)
  bench.syncer.watchAll()
  await new Promise((done) => setTimeout(done, 50))
  expect(runs()).toBe(1)
})

it('tries failed documents again when they are due, without a run', async () => {
  make('feed')
  bench.toy.put('a', 'first')
  bench.toy.refused.set('a', 'forbidden')
  bench.syncer.watchAll()
  await until(() => runs() === 1 && bench.syncer.nextRun(bench.source) !== null)
  bench.toy.refused.clear()
  bench.pass(120_000)
  await until(() => bench.indexed().has('a'))
  expect(runs()).toBe(1)
})

it('ends with everything closed, also in the middle of a sync', async () => {
  make('listing')
  for (let n = 0; n < 50; n++) bench.toy.put(`doc-${n}`, `text ${n}`)
  const reached = new Promise<void>((done) => {
    bench.toy.beforePage = (page) => page === 3 && done()
  })
  bench.syncer.watchAll()
  await reached
  await bench.syncer.close()
  expect(bench.events.finished).toMatchObject([{ outcome: 'interrupted' }])
  expect(bench.toy.closed).toBe(1)
  await expect(bench.sync()).rejects.toMatchObject({ code: 'engine-gone' })
})

it('takes up new settings, and lets go of a source that is removed', async () => {
  await watched('listing')
  await bench.syncer.rewatch(bench.source)
  await until(() => runs() === 2)
  expect(bench.toy.closed).toBe(1)
  await bench.syncer.unwatch(bench.source)
  expect(bench.toy.closed).toBe(2)
  expect(bench.syncer.watching(bench.source)).toBe('no')
})
