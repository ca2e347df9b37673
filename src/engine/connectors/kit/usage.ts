/** What was spent during the last minute, to the second. */
export interface Usage {
  add(cost: number, now: number): void
  lastMinute(now: number): number
}

const slots = 60

export function createUsage(): Usage {
  const spent = new Float64Array(slots)
  let last = 0

  const forget = (second: number) => {
    if (second - last >= slots) spent.fill(0)
    else for (let passed = last + 1; passed <= second; passed++) spent[passed % slots] = 0
    last = Math.max(last, second)
  }
  return {
    add: (cost, now) => {
      const second = Math.floor(now / 1_000)
      forget(second)
      spent[second % slots]! += cost
    },
    lastMinute: (now) => {
      forget(Math.floor(now / 1_000))
      return spent.reduce((sum, cost) => sum + cost, 0)
    },
  }
}
