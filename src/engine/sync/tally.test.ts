import { expect, it } from 'vitest'
import { createTally } from './tally.ts'

it('counts a document once although its scope is listed twice', () => {
  const tally = createTally()
  tally.add({ listed: 3, unchanged: 3 })
  tally.nextScope()
  tally.add({ listed: 5, added: 2, unchanged: 2, failed: 1, read: 3 })
  tally.listAgain()
  tally.add({ listed: 5, unchanged: 4, failed: 1 })
  expect(tally.counts()).toMatchObject({ listed: 8, added: 2, unchanged: 5, failed: 1, read: 3 })
})

it('adds up although what was written is gone before it is seen again', () => {
  const tally = createTally()
  tally.add({ listed: 2, added: 2 })
  tally.listAgain()
  expect(tally.counts()).toMatchObject({ listed: 2, added: 2, unchanged: 0 })
})
