const number = new Intl.NumberFormat('en')
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export const count = (n: number): string => number.format(n)

/** `3 Nov` this year, `12 Mar 2024` before. */
export function shortDate(instant: string, now = new Date()): string {
  const date = new Date(instant)
  return (date.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear).format(date)
}

export const longDate = (instant: string): string => dayMonthYear.format(new Date(instant))

/** `2 minutes ago`, `in 4 minutes`, `yesterday`; the time of day for what lies a few hours back. */
export function ago(instant: string, now = new Date()): string {
  const date = new Date(instant)
  const seconds = (date.getTime() - now.getTime()) / 1_000
  const minutes = Math.round(seconds / 60)
  if (Math.abs(seconds) < 45) return seconds < 0 ? 'just now' : 'in a moment'
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 6 * 60) return relative.format(Math.round(minutes / 60), 'hour')
  if (date.toDateString() === now.toDateString()) return `at ${clock.format(date)}`
  const days = Math.round(minutes / 1_440)
  return Math.abs(days) < 7 ? relative.format(days === 0 ? Math.sign(minutes) : days, 'day') : shortDate(instant, now)
}

export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3))
  const value = n / 1_000 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}

/** `about 9 min`, `less than a minute`. */
export function duration(seconds: number): string {
  if (seconds < 60) return 'less than a minute'
  if (seconds < 5_400) return `about ${Math.round(seconds / 60)} min`
  return `about ${Math.round(seconds / 3_600)} h`
}
