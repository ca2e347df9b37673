import { count } from '../../format.ts'

/** What only the person can put right. */
export const alerts = {
  label: 'Needs your attention',
  show: 'Show',
  dismiss: 'Dismiss',
  more: (n: number) => `and ${count(n)} more`,
  empty: 'Nothing needs you. You are told here, and by a notification, when something does.',
  since: (when: string) => `since ${when}`,
  told: (times: number) => (times === 1 ? 'told once' : `told ${count(times)} times`),
}
