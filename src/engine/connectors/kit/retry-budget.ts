/** How many retries an account may still make: a few to begin with, and one more for every few requests. */
export interface RetryBudget {
  /** A request leaves for the first time. */
  earn(): void
  /** Takes a retry off; false when there is none left. */
  take(): boolean
}

const most = 10
const perRequest = 0.2

/** Keeps retries to a fifth of the traffic, so that a service in trouble does not get six times its load from us. */
export function createRetryBudget(): RetryBudget {
  let left = most
  return {
    earn: () => {
      left = Math.min(most, left + perRequest)
    },
    take: () => {
      if (left < 1) return false
      left--
      return true
    },
  }
}
