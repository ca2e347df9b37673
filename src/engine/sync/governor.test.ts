import { afterEach, expect, it } from 'vitest'
import { say } from '../../shared/messages/say.ts'
import { findSource } from '../store/sources.ts'
import { allWell, type Conditions } from './conditions.ts'
import { createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

const hour = 3_600_000
let bench: ToyBench
let conditions: Conditions
const told = () => bench.events.governor
afterEach(() => bench.close())

const make = (options: Parameters<typeof createToyBench>[1] = {}) => {
  conditions = allWell
  bench = createToyBench('listing', { waits: 'by-hand', conditions: () => conditions, ...options })
  fill(bench, 3)
  return bench
}
const runs = () => bench.events.finished.length
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000, interval: 5 }).toBe(true)
const turns = async () => {
  for (let n = 0; n < 30; n++) await new Promise((done) => setImmediate(done))
}
const nextRun = () => bench.syncer.nextRun(bench.source)
async function watched(options: Parameters<typeof createToyBench>[1] = {}) {
  make(options)
  bench.syncer.watchAll()
  await until(() => runs() === 1 && nextRun() !== null)
}
const change = async (next: Partial<Conditions>) => {
  conditions = { ...allWell, ...next }
  bench.pass(15_000)
  await turns()
}

it('waits while the battery is low, says so, and makes up for it once the mains are back', async () => {
  await watched()
  await change({ battery: 0.1 })
  expect(told().map(({ yielding }) => yielding)).toEqual(['battery'])
  expect(say(told()[0]!.said!)).toBe('The battery is low (10 %): Magpie waits for the mains.')
  bench.toy.put('new', 'while it is low')
  bench.toy.nudge()
  bench.pass(300)
  bench.pass(2 * hour)
  await turns()
  expect(runs()).toBe(1)
  expect(nextRun()).toBeNull()
  await change({})
  await until(() => runs() === 2)
  expect(bench.indexed().has('new')).toBe(true)
  expect(bench.syncer.governor()).toEqual({ paused: false, pausedUntil: null, yielding: null, said: null })
})

it('stops a run that goes on by itself, but not one that somebody asked for', async () => {
  await watched()
  fill(bench, 50, 'more')
  const inTheMiddle = (act: () => void) => {
    bench.toy.beforePage = (page) => {
      if (page !== 3) return
      bench.toy.beforePage = () => {}
      act()
    }
  }
  const disk = (freeBytes: number) => () => {
    conditions = { ...allWell, freeBytes }
    bench.pass(15_000)
  }
  inTheMiddle(disk(5e8))
  bench.toy.nudge()
  bench.pass(300)
  await until(() => bench.events.finished.at(-1)?.outcome === 'interrupted')
  await change({})
  await until(() => runs() === 3 && nextRun() !== null)
  expect(bench.indexed().size).toBe(53)
  fill(bench, 50, 'asked')
  inTheMiddle(disk(4e8))
  expect(await bench.sync()).toMatchObject({ outcome: 'completed', added: 50 })
  expect(bench.syncer.governor()).toMatchObject({ yielding: 'disk' })
})

it('goes gently on battery: a document at a time, and no listing for its own sake', async () => {
  await watched()
  await change({ battery: 0.9 })
  let most = 0
  let now = 0
  fill(bench, 20, 'more')
  bench.toy.whileRead = async () => {
    most = Math.max(most, ++now)
    await new Promise((done) => setImmediate(done))
    now--
  }
  bench.toy.nudge()
  bench.pass(300)
  await until(() => {
    bench.pass(1_000)
    return runs() === 2
  })
  expect(most).toBe(1)
  fill(bench, 20, 'asked')
  await bench.sync()
  expect(most).toBeGreaterThan(1)
})

it('leaves sources on the network alone while it is paid by the byte, and follows local ones', async () => {
  await watched({ isLocal: () => false })
  await change({ metered: true })
  bench.toy.nudge()
  bench.pass(300)
  bench.pass(10 * hour)
  await turns()
  expect(runs()).toBe(1)
  expect(await bench.sync()).toMatchObject({ outcome: 'completed' })
  await bench.close()
  await watched({ isLocal: () => true })
  await change({ metered: true })
  bench.toy.nudge()
  bench.pass(300)
  await until(() => runs() === 2)
})

it('rests for an hour when told to, and goes on by itself', async () => {
  await watched()
  bench.toy.put('new', 'while it rests')
  const governor = bench.syncer.pauseAll(60)
  expect(governor).toMatchObject({ paused: true, pausedUntil: new Date(bench.clock.now().getTime() + hour).toISOString() })
  expect(told()).toHaveLength(1)
  expect(Date.parse(nextRun()!)).toBeGreaterThanOrEqual(Date.parse(governor.pausedUntil!))
  bench.toy.nudge()
  bench.pass(300)
  bench.pass(hour - 1_000)
  await turns()
  expect(runs()).toBe(1)
  expect(await bench.sync()).toMatchObject({ outcome: 'completed', added: 1 })
  bench.pass(1_000)
  await until(() => runs() === 3)
  expect(bench.syncer.governor().paused).toBe(false)
  bench.syncer.pauseAll(null)
  expect(nextRun()).toBeNull()
  bench.syncer.resumeAll()
  expect(nextRun()).not.toBeNull()
})

it('rests across a restart, for as long as was said', async () => {
  await watched()
  bench.syncer.pauseAll(60)
  bench.syncer.pause(bench.source, 120)
  await turns()
  await bench.reopen()
  bench.syncer.watchAll()
  expect(bench.syncer.governor()).toMatchObject({ paused: true })
  bench.pass(hour)
  await turns()
  expect(bench.syncer.governor()).toMatchObject({ paused: false })
  expect(findSource(bench.store, bench.source)).toMatchObject({ state: 'paused' })
  expect(runs()).toBe(1)
  await bench.syncer.close()
  bench.clock.sleep(hour)
  await bench.reopen()
  expect(findSource(bench.store, bench.source)).toMatchObject({ state: 'idle', pausedUntil: null })
})

it('pauses one source for a time; a sync in spite of that leaves it paused', async () => {
  await watched()
  const paused = await bench.syncer.pause(bench.source, 60)
  expect(paused).toMatchObject({ state: 'paused', pausedUntil: new Date(bench.clock.now().getTime() + hour).toISOString() })
  expect(nextRun()).toBe(paused.pausedUntil)
  await bench.sync()
  expect(findSource(bench.store, bench.source)).toMatchObject({ state: 'paused', pausedUntil: paused.pausedUntil })
  bench.toy.put('new', 'while it was paused')
  bench.clock.sleep(hour)
  bench.pass(30_000)
  await until(() => runs() === 3 && bench.indexed().has('new'))
  expect(findSource(bench.store, bench.source)).toMatchObject({ state: 'idle', pausedUntil: null })
})

it('keeps an hour an hour when the clock is put back', async () => {
  await watched()
  await bench.syncer.pause(bench.source, 60)
  bench.pass(hour / 2)
  bench.clock.putBack(24 * hour)
  bench.pass(30_000)
  expect(Date.parse(nextRun()!) - bench.clock.now().getTime()).toBeLessThan(hour / 2 + 60_000)
  bench.pass(hour / 2)
  await until(() => runs() === 2)
})

it('tells each change of the conditions once', async () => {
  await watched()
  await change({ battery: 0.9 })
  await change({ battery: 0.8 })
  await change({ battery: 0.7 })
  await change({})
  expect(told().map(({ yielding }) => yielding)).toEqual(['battery', null])
})
