/** A bucket of tokens that fills with time. */
export interface Tokens {
  /** Takes one; else answers in how many ms there will be one. */
  take(now: Date): number | null
}

export function createTokens({ burst, perMinute }: { readonly burst: number; readonly perMinute: number }): Tokens {
  const eachMs = 60_000 / perMinute
  let tokens = burst
  let filledAt: number | null = null
  return {
    take: (now) => {
      const at = now.getTime()
      // A clock that was put back fills nothing and costs nothing.
      tokens = Math.min(burst, tokens + Math.max(0, at - (filledAt ?? at)) / eachMs)
      filledAt = at
      if (tokens < 1) return Math.ceil((1 - tokens) * eachMs)
      tokens--
      return null
    },
  }
}
