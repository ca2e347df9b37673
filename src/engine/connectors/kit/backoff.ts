const baseMs = 1_000
const capMs = 120_000

/**
 * Exponential backoff with full jitter: anything between nothing and a bound that doubles with every attempt, so that
 * many clients do not come back at the same moment. `attempt` counts from 1, `random` gives [0, 1).
 */
export const backoffMs = (attempt: number, random: () => number): number =>
  Math.round(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)))
