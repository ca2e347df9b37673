import { beforeEach, expect, it } from 'vitest'
import { type Alarms, createAlarms } from './alarms.ts'
import { type ByHandClock, createByHandClock } from './by-hand-clock.fixture.ts'

const hour = 3_600_000
let clock: ByHandClock
let alarms: Alarms
let rung: string[]
beforeEach(() => {
  clock = createByHandClock()
  alarms = createAlarms(clock)
  rung = []
})
const at = (ms: number, name: string) => alarms.at(clock.now().getTime() + ms, () => rung.push(name))

it('rings when the clock shows the time, not before, and once', () => {
  at(2 * hour, 'later')
  at(hour, 'soon')
  clock.pass(hour - 1)
  expect(rung).toEqual([])
  clock.pass(1)
  expect(rung).toEqual(['soon'])
  clock.pass(24 * hour)
  expect(rung).toEqual(['soon', 'later'])
})

it('rings soon after a sleep for everything that came due in it, in order', () => {
  at(2 * hour, 'second')
  at(hour, 'first')
  at(30 * hour, 'not yet')
  clock.sleep(8 * hour)
  expect(rung).toEqual([])
  clock.pass(30_000)
  expect(rung).toEqual(['first', 'second'])
})

it('tells when the clock was put back, and by how much', () => {
  const told: number[] = []
  alarms.onPutBack((ms) => told.push(ms))
  at(hour, 'in an hour')
  clock.pass(60_000)
  clock.putBack(1_000)
  clock.pass(60_000)
  expect(told).toEqual([])
  clock.putBack(24 * hour)
  clock.pass(30_000)
  expect(told).toHaveLength(1)
  expect(told[0]! / hour).toBeCloseTo(24, 1)
})

it('can be called off, also by another that rings at the same moment', () => {
  let cancel = () => {}
  at(hour, 'first')
  alarms.at(clock.now().getTime() + hour, () => cancel())
  cancel = at(hour, 'called off')
  clock.pass(2 * hour)
  expect(rung).toEqual(['first'])
  at(hour, 'after closing')
  alarms.close()
  clock.pass(2 * hour)
  expect(rung).toEqual(['first'])
})

it('never rings within the call that sets it, even when the time has passed', () => {
  at(-hour, 'overdue')
  expect(rung).toEqual([])
  clock.pass(0)
  expect(rung).toEqual(['overdue'])
})
