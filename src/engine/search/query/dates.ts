const absolute = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/
const ago = /^(\d{1,4})([dwmy])$/

/**
 * The first instant of what a person wrote as a date, in ms since 1970, in this computer's time zone: `2024`,
 * `2024-05`, `2024-05-17`, `today`, `yesterday`, or how long ago: `7d`, `2w`, `3m`, `1y`. Null when it is none of these.
 */
export function parseDate(text: string, now: number): number | null {
  const value = text.toLowerCase()
  const today = new Date(now)
  const day = (back: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime()
  if (value === 'today') return day(0)
  if (value === 'yesterday') return day(1)
  const [, count, unit] = ago.exec(value) ?? []
  if (unit === 'd') return day(Number(count))
  if (unit === 'w') return day(7 * Number(count))
  if (unit === 'm') return new Date(today.getFullYear(), today.getMonth() - Number(count), today.getDate()).getTime()
  if (unit === 'y') return new Date(today.getFullYear() - Number(count), today.getMonth(), today.getDate()).getTime()
  const match = absolute.exec(value)
  if (match === null) return null
  const [year, month, date] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
  const found = new Date(2000, 0, 1)
  found.setFullYear(year, month - 1, date)
  return found.getMonth() === month - 1 && found.getDate() === date ? found.getTime() : null
}
