import { InvalidArgumentError } from 'commander'

const units = { m: 1, h: 60, d: 1_440 } as const

/** Minutes from `30m`, `1h`, `2d`, or a number of minutes. */
export function minutes(text: string): number {
  const [, number, unit = 'm'] = /^(\d{1,6})\s*([mhd])?$/.exec(text.trim()) ?? []
  const total = Number(number) * units[unit as keyof typeof units]
  if (!(total >= 1 && total <= 366 * 1_440)) throw new InvalidArgumentError('say how long, such as 30m, 1h or 2d.')
  return total
}

/** "until 14:30" in the person's own time, for the end of a pause. */
export function untilWhen(instant: string | null, now: Date = new Date()): string {
  if (instant === null) return 'until you resume it'
  const end = new Date(instant)
  const sameDay = end.toDateString() === now.toDateString()
  const format = sameDay ? ({ timeStyle: 'short' } as const) : ({ dateStyle: 'medium', timeStyle: 'short' } as const)
  return `until ${new Intl.DateTimeFormat('en-GB', format).format(end)}`
}
