import { expect, it } from 'vitest'
import { createPace } from './pace.ts'

const never = new AbortController().signal

it('rests three times as long as it works while somebody searches, and not at all otherwise', async () => {
  const rests: number[] = []
  let searching = false
  const after = (ms: number, run: () => void) => {
    rests.push(ms)
    run()
    return () => {}
  }
  const pace = createPace({ busy: () => searching, after, derivers: 2 })
  await pace.rest(40, never)
  expect(rests).toEqual([])
  expect(pace.documents()).toBe(4)
  searching = true
  await pace.rest(40, never)
  await pace.rest(60_000, never)
  expect(rests).toEqual([120, 1_000])
  expect(pace.documents()).toBe(1)
})
