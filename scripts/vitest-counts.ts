export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What the last lines of a run of Vitest without colours count; null when it counted nothing. */
export function vitestCounts(output: string): Counts | null {
  const line = /^\s*Tests\s+(.+)$/m.exec(output)?.[1]
  if (line === undefined) return null
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
}
