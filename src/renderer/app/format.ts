const formatsOf = (language: string) => {
  // British dates: the day comes first, as everywhere but in the United States.
  const dates = language === 'en' ? 'en-GB' : language
  return {
    number: new Intl.NumberFormat(language),
    dayMonth: new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short' }),
    dayMonthYear: new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric' }),
    moment: new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    month: new Intl.DateTimeFormat(dates, { month: 'short', timeZone: 'UTC' }),
    monthYear: new Intl.DateTimeFormat(dates, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    percent: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }),
    second: new Intl.DateTimeFormat(dates, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
    weekday: new Intl.DateTimeFormat(dates, { weekday: 'long', timeZone: 'UTC' }),
    clock: new Intl.DateTimeFormat(dates, { hour: '2-digit', minute: '2-digit' }),
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
    list: new Intl.ListFormat(language, { type: 'conjunction' }),
    fraction: new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  }
}

/** The formats of the window's language. */
export let formats = formatsOf('en')

/** For `speak` alone, so that words and numbers are always of one language. */
export function setFormats(language: string): void {
  formats = formatsOf(language)
}

export const count = (n: number): string => formats.number.format(n)

/** `3 Nov` this year, `12 Mar 2024` before. */
export function shortDate(instant: string, now = new Date()): string {
  const date = new Date(instant)
  return (date.getFullYear() === now.getFullYear() ? formats.dayMonth : formats.dayMonthYear).format(date)
}

export const longDate = (instant: string): string => formats.dayMonthYear.format(new Date(instant))

/** A share of 0 to 1 as `87%`; never `100%` for what is not all. */
export const percent = (share: number): string => formats.percent.format(Math.floor(share * 100) / 100)

/** `3.4 MB`. */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3))
  const value = n / 1_000 ** step
  return `${step === 0 || value >= 100 ? count(Math.round(value)) : formats.fraction.format(value)} ${units[step]}`
}
