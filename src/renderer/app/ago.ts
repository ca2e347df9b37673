import { formats, shortDate } from './format.ts'
import { strings } from './strings.ts'

/** `2 minutes ago`, `in 4 minutes`, `yesterday`; the time of day for what lies a few hours back. */
export function ago(instant: string, now = new Date()): string {
  const { relative, clock } = formats
  const date = new Date(instant)
  const seconds = (date.getTime() - now.getTime()) / 1_000
  const minutes = Math.round(seconds / 60)
  if (Math.abs(seconds) < 45) return seconds <= 0 ? strings.time.justNow : strings.time.inAMoment
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 6 * 60) return relative.format(Math.round(minutes / 60), 'hour')
  if (date.toDateString() === now.toDateString()) return strings.time.at(clock.format(date))
  const days = Math.round(minutes / 1_440)
  return Math.abs(days) < 7 ? relative.format(days === 0 ? Math.sign(minutes) : days, 'day') : shortDate(instant, now)
}

/** As `ago`, for what has happened: a `now` that was taken a moment earlier does not move it into the future. */
export const since = (instant: string, now = new Date()): string => ago(instant, new Date(Math.max(now.getTime(), Date.parse(instant))))

/** `about 9 min`, `less than a minute`. */
export function duration(seconds: number): string {
  if (seconds < 60) return strings.time.lessThanAMinute
  return seconds < 5_400 ? strings.time.aboutMinutes(Math.round(seconds / 60)) : strings.time.aboutHours(Math.round(seconds / 3_600))
}
