import { count } from '../../format.ts'
import type { Strings } from '../../strings.ts'

/** What only the person can put right. */
export const alerts: Strings['alerts'] = {
  label: 'Braucht Ihre Aufmerksamkeit',
  show: 'Zeigen',
  dismiss: 'Ausblenden',
  more: (n) => `und ${count(n)} mehr`,
  empty: 'Nichts braucht Sie. Hier und in einer Mitteilung steht, wenn sich das ändert.',
  since: (when) => `seit ${when}`,
  told: (times) => (times === 1 ? 'einmal gemeldet' : `${count(times)}-mal gemeldet`),
}
