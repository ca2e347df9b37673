import { afterEach, expect, it } from 'vitest'
import type { Schedule } from '../../shared/model.ts'
import { writeSchedule } from '../store/schedules.ts'
import { updateSource } from '../store/sources.ts'
import { createToyBench, type ToyBench } from './toy-bench.fixture.ts'

const hour = 3_600_000
let bench: ToyBench
afterEach(() => bench.close())

const runs = () => bench.events.finished.length
/** Until something holds; the clock of the test stands still meanwhile. */
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000, interval: 5 }).toBe(true)
/** Until whatever was begun has ended. */
async function settled() {
  const turns = async () => {
    for (let n = 0; n < 20; n++) await new Promise((done) => setImmediate(done))
  }
  await turns()
  await until(() => bench.syncer.progress(bench.source) === null)
  await turns()
}
const nextRun = () => bench.syncer.nextRun(bench.source)
const full = () => bench.toy.pulls.filter((cursor) => cursor === null).length

/** A source that was synced once, by hand, and is watched from then on. */
async function synced(schedule: Partial<Schedule>, kind: Parameters<typeof createToyBench>[0] = 'since') {
  bench = createToyBench(kind, { waits: 'by-hand' })
  bench.toy.put('a', 'first')
  await bench.sync()
  writeSchedule(bench.store, bench.source, { sync: 'auto', reconcile: 'auto', ...schedule }, bench.clock.now())
  bench.syncer.watchAll()
  if (schedule.sync === undefined) await until(() => runs() === 2)
  await settled()
}

/** Lets time pass in steps, so that what begins in it can end. */
async function pass(ms: number, step = hour / 2) {
  for (let passed = 0; passed < ms; passed += step) {
    bench.pass(Math.min(step, ms - passed))
    await settled()
  }
}

it('syncs at the given times only, whatever changes in between', async () => {
  await synced({ sync: '0 */6 * * *' })
  expect(bench.syncer.watching(bench.source)).toBe('no')
  bench.toy.put('b', 'more')
  bench.toy.nudge()
  await pass(hour)
  expect(runs()).toBe(1)
  const planned = nextRun()!
  expect(planned).toMatch(/:[03]0:[0-2]\d/)
  bench.pass(Date.parse(planned) - bench.clock.now().getTime())
  await until(() => runs() === 2 && nextRun() !== null)
  expect(bench.indexed().has('b')).toBe(true)
  expect(Date.parse(nextRun()!) - Date.parse(planned)).toBeGreaterThan(5.9 * hour)
})

it('makes up for a night of missed runs with a single one', async () => {
  await synced({ sync: '0 * * * *' })
  bench.clock.sleep(9 * hour)
  bench.pass(60_000)
  await until(() => runs() === 2)
  await pass(10 * 60_000, 60_000)
  expect(runs()).toBe(2)
  expect(Date.parse(nextRun()!) - bench.clock.now().getTime()).toBeLessThan(hour)
})

it('goes on when the clock is put back by a day, and by the clock from then on', async () => {
  await synced({})
  bench.clock.putBack(24 * hour)
  await pass(1.2 * hour)
  expect(runs()).toBe(3)
  expect(Date.parse(nextRun()!) - bench.clock.now().getTime()).toBeLessThan(1.2 * hour)
})

it('goes on when the clock was a year ahead, also after a restart', async () => {
  await synced({})
  bench.clock.sleep(365 * 24 * hour)
  bench.pass(60_000)
  await until(() => runs() === 3)
  bench.clock.putBack(365 * 24 * hour)
  await bench.syncer.rewatch(bench.source)
  await until(() => runs() === 4)
  await pass(1.2 * hour)
  expect(runs()).toBe(5)
})

it('does nothing by itself to a source that is synced by hand', async () => {
  await synced({ sync: 'manual' })
  expect(nextRun()).toBeNull()
  bench.toy.nudge()
  await pass(48 * hour, 6 * hour)
  expect(runs()).toBe(1)
  bench.toy.down = 'offline'
  await bench.sync()
  await pass(2 * hour)
  expect(runs()).toBe(2)
})

it('lists everything again at the given times, to find what no change told', async () => {
  await synced({ sync: '0 * * * *', reconcile: '30 12 * * *' })
  bench.toy.remove('a')
  expect(full()).toBe(1)
  await pass(25 * hour, hour / 4)
  expect(full()).toBe(2)
  expect(bench.indexed().has('a')).toBe(false)
})

it('waits for the sign-in, and goes on after it', async () => {
  await synced({})
  bench.toy.down = 'sign-in'
  bench.toy.nudge()
  bench.pass(300)
  await until(() => runs() === 3)
  expect(nextRun()).toBeNull()
  await pass(3 * hour)
  expect(runs()).toBe(3)
  bench.toy.down = null
  updateSource(bench.store, bench.source, { state: 'idle', problem: null })
  await bench.syncer.rewatch(bench.source)
  await until(() => runs() === 4 && nextRun() !== null)
})

it('comes back to a source that was away at its time, ever later', async () => {
  await synced({ sync: '0 0 * * *' })
  bench.toy.down = 'offline'
  bench.pass(Date.parse(nextRun()!) - bench.clock.now().getTime())
  await pass(0.75 * hour, 120_000)
  const tries = bench.events.finished.slice(1).map((run) => Date.parse(run.startedAt))
  const gaps = tries.slice(1).map((at, n) => at - tries[n]!)
  expect(gaps.length).toBeGreaterThan(3)
  expect(gaps[0]).toBeLessThan(150_000)
  expect(gaps.at(-1)).toBeGreaterThan(800_000)
  bench.toy.down = null
  bench.toy.put('b', 'while it was away')
  await pass(hour, hour / 4)
  expect(bench.indexed().has('b')).toBe(true)
})

it('takes a sync somebody asked for as the last one', async () => {
  await synced({})
  await pass(hour / 2)
  const before = nextRun()!
  await bench.sync()
  expect(Date.parse(nextRun()!)).toBeGreaterThan(Date.parse(before))
})

it('does not begin anew at once what somebody stopped', async () => {
  await synced({})
  for (let n = 0; n < 50; n++) bench.toy.put(`doc-${n}`, `text ${n}`)
  bench.toy.beforePage = (page) => page === 2 && void bench.syncer.stop()
  bench.pass(Date.parse(nextRun()!) - bench.clock.now().getTime())
  await until(() => bench.events.finished.at(-1)?.outcome === 'interrupted')
  bench.toy.beforePage = () => {}
  await pass(1_800_000, 60_000)
  expect(runs()).toBe(3)
  await pass(hour)
  expect(bench.indexed().size).toBe(51)
})

it('takes up another schedule at once, without stopping what is under way', async () => {
  await synced({ sync: 'manual' })
  expect(bench.syncer.watching(bench.source)).toBe('no')
  const choose = (sync: string) => {
    writeSchedule(bench.store, bench.source, { sync, reconcile: 'auto' }, bench.clock.now())
    bench.syncer.rescheduled(bench.source)
  }
  choose('auto')
  await until(() => runs() === 2 && nextRun() !== null)
  expect(bench.syncer.watching(bench.source)).toBe('events')
  choose('0 12 * * *')
  await until(() => bench.syncer.watching(bench.source) === 'no')
  expect(new Date(nextRun()!).getHours()).toBe(12)
  bench.toy.beforePage = () => choose('manual')
  expect(await bench.sync()).toMatchObject({ outcome: 'completed' })
  await settled()
  expect(nextRun()).toBeNull()
})

it('goes on with a listing that was cut short, rather than beginning it anew', async () => {
  await synced({})
  for (let n = 0; n < 50; n++) bench.toy.put(`doc-${n}`, `text ${n}`)
  bench.toy.beforePage = (page) => {
    if (page === 4) bench.toy.down = 'offline'
  }
  expect(await bench.sync(true)).toMatchObject({ outcome: 'offline' })
  bench.toy.beforePage = () => {}
  bench.toy.down = null
  bench.clock.sleep(12 * hour)
  await pass(60_000, 30_000)
  await until(() => bench.indexed().size === 51)
  expect(bench.toy.pulls.at(-1)).not.toBeNull()
  expect(full()).toBe(2)
})

it('tells when a sync that somebody asks for should list everything again', async () => {
  await synced({ sync: 'manual' })
  const { source } = bench
  expect(bench.syncer.isListingDue(source)).toBe(false)
  bench.clock.sleep(10 * hour)
  expect(bench.syncer.isListingDue(source)).toBe(true)
  await bench.sync(true)
  expect(bench.syncer.isListingDue(source)).toBe(false)
  bench.clock.sleep(10 * hour)
  writeSchedule(bench.store, source, { sync: 'manual', reconcile: 'never' }, bench.clock.now())
  expect(bench.syncer.isListingDue(source)).toBe(false)
})
