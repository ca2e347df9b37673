import { expect, it } from 'vitest'
import { createRetryBudget } from './retry-budget.ts'

const takeAll = (budget: ReturnType<typeof createRetryBudget>) => {
  let taken = 0
  while (taken < 1_000 && budget.take()) taken++
  return taken
}

it('allows a few retries, and then one for every five requests', () => {
  const budget = createRetryBudget()
  expect(takeAll(budget)).toBe(10)
  for (let n = 0; n < 25; n++) budget.earn()
  expect(takeAll(budget)).toBe(5)
})

it('saves no more than a few for later', () => {
  const budget = createRetryBudget()
  for (let n = 0; n < 1_000; n++) budget.earn()
  expect(takeAll(budget)).toBe(10)
})
