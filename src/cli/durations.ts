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
export const untilWhen = (instant: string | null, now: Date = new Date()): string =>
  instant === null ? 'until you resume it' : `until ${clockTime(instant, now)}`

/** "14:30" in the person's own time, with the day when that is not today. */
export function clockTime(instant: string, now: Date = new Date()): string {
  const time = new Date(instant)
  const sameDay = time.toDateString() === now.toDateString()
  return new Intl.DateTimeFormat('en-GB', sameDay ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}
