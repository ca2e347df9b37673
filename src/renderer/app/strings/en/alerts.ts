import { count } from '../../format.ts'

/** What only the person can put right. */
export const alerts = {
  label: 'Needs your attention',
  show: 'Show',
  dismiss: 'Dismiss',
  more: (n: number) => `and ${count(n)} more`,
}
