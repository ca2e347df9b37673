/** How fast embedding goes, over the last seconds. */
export interface Pace {
  add(tokens: number, texts: number): void
  tokensPerSecond(): number | null
  /** Seconds for so many more texts; null while unknown. */
  eta(texts: number): number | null
  /** Forgets: what comes next has nothing to do with what was. */
  reset(): void
}

const windowMs = 15_000
/** Less than this says nothing yet, in ms. */
const shortestMs = 1_000

export function createPace(now: () => number = () => performance.now()): Pace {
  let entries: { readonly at: number; readonly tokens: number; readonly texts: number }[] = []
  const rate = (of: 'tokens' | 'texts'): number | null => {
    const first = entries[0]
    if (first === undefined) return null
    const elapsed = now() - first.at
    // The first entry only marks the start: when its own work began is not known.
    return elapsed < shortestMs ? null : (entries.slice(1).reduce((sum, entry) => sum + entry[of], 0) / elapsed) * 1_000
  }
  return {
    add: (tokens, texts) => {
      const at = now()
      entries = [...entries.filter((entry) => at - entry.at < windowMs), { at, tokens, texts }]
    },
    tokensPerSecond: () => {
      const perSecond = rate('tokens')
      return perSecond === null ? null : Math.round(perSecond)
    },
    eta: (texts) => {
      const perSecond = rate('texts')
      return perSecond === null || perSecond === 0 ? null : Math.ceil(texts / perSecond)
    },
    reset: () => {
      entries = []
    },
  }
}
