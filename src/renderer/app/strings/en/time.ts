/** Times in words, where `Intl` has none. */
export const time = {
  justNow: 'just now',
  inAMoment: 'in a moment',
  at: (clock: string) => `at ${clock}`,
  lessThanAMinute: 'less than a minute',
  aboutMinutes: (n: number) => `about ${n} min`,
  aboutHours: (n: number) => `about ${n} h`,
}
