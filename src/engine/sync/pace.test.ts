import { expect, it } from 'vitest'
import type { SourcePace } from '../../shared/model.ts'
import { createByHandClock } from './by-hand-clock.fixture.ts'
import { createPace } from './pace.ts'

const noLimits = { atOnce: null, perMinute: null }
const never = new AbortController().signal

it('rests three times as long as it works while somebody searches, and not at all otherwise', async () => {
  const rests: number[] = []
  let searching = false
  const after = (ms: number, run: () => void) => {
    rests.push(ms)
    run()
    return () => {}
  }
  const pace = createPace({ busy: () => searching, after, derivers: 2, now: () => new Date(0) }, () => noLimits)
  await pace.rest(40, never)
  expect(rests).toEqual([])
  expect(pace.documents()).toBe(4)
  searching = true
  await pace.rest(40, never)
  await pace.rest(60_000, never)
  expect(rests).toEqual([120, 1_000])
  expect(pace.documents()).toBe(1)
})

it('reads no more documents at once or in a minute than a person allowed, from the next commit on', async () => {
  const clock = createByHandClock()
  let limits: SourcePace = { atOnce: 1, perMinute: 6 }
  const pace = createPace({ after: clock.after, now: clock.now }, () => limits)
  expect(pace.documents()).toBe(1)
  let admitted = 0
  for (let n = 0; n < 7; n++) void pace.admit(never).then(() => admitted++)
  const turn = () => new Promise((done) => setImmediate(done))
  await turn()
  expect(admitted).toBe(1)
  clock.pass(30_000)
  await turn()
  expect(admitted).toBe(4)
  limits = noLimits
  await pace.rest(1, never)
  expect(pace.documents()).toBe(4)
  await pace.admit(never)
})

it('goes a document at a time while it should go gently', () => {
  const pace = createPace({ gently: () => true, now: () => new Date(0) }, () => noLimits)
  expect(pace.documents()).toBe(1)
})
