import type { Strings } from '../../strings.ts'

/** Times in words, where `Intl` has none. */
export const time: Strings['time'] = {
  justNow: 'gerade eben',
  inAMoment: 'gleich',
  at: (clock) => `um ${clock}`,
  lessThanAMinute: 'weniger als eine Minute',
  aboutMinutes: (n) => `etwa ${n} min`,
  aboutHours: (n) => `etwa ${n} h`,
}
