import type { KitLog } from './kit-log.ts'

/** Notices when this computer's clock is wrong: signatures and sign-ins fail then for no reason that anybody could see. */
export interface ClockSkew {
  /** A server told the time. */
  note(host: string, headers: Headers): void
  /** Minutes that this computer is ahead (below zero: behind); null while it is right, or nobody told. */
  minutes(): number | null
}

const tolerableMs = 5 * 60_000

export function watchClockSkew(now: () => number, log: KitLog): ClockSkew {
  const ahead = new Map<string, number>()
  let said = false

  const minutes = () => {
    const sorted = [...ahead.values()].sort((a, b) => a - b)
    // One server alone may be the one that is wrong.
    const ms = sorted[sorted.length >> 1] ?? 0
    return Math.abs(ms) > tolerableMs ? Math.round(ms / 60_000) : null
  }
  return {
    note: (host, headers) => {
      const date = Date.parse(headers.get('date') ?? '')
      // What a cache answers was dated when it was put there.
      if (Number.isNaN(date) || headers.has('age')) return
      ahead.set(host, now() - date)
      const wrong = minutes()
      if (wrong !== null && !said) log.warn({ minutes: wrong, host }, 'the clock of this computer is wrong')
      said = wrong !== null
    },
    minutes,
  }
}
