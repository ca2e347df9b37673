import type { SourceState, SyncProgress } from '../../../../shared/model.ts'
import { count } from '../../format.ts'
import { plural } from '../plural.ts'

/** What is connected, and how it is. */
export const sources = {
  title: 'Sources',
  summary: (documents: number) => `${plural(documents, 'document', 'documents')}, all on this computer`,
  add: 'Add a folder',
  addTitle: 'Add a folder',
  addLead: 'Everything in it and below becomes searchable. Changes are followed by themselves.',
  addStart: 'Start indexing',
  adding: 'Checking …',
  actions: (name: string) => `Actions for ${name}`,
  syncNow: 'Sync now',
  pause: 'Pause',
  resume: 'Resume',
  remove: 'Remove …',
  retry: 'Try now',
  state: {
    idle: 'Up to date',
    syncing: 'Syncing',
    paused: 'Paused',
    offline: 'Offline',
    'needs-sign-in': 'Sign in again',
    held: 'Waiting for your answer',
    failed: 'Stopped',
  } satisfies Record<SourceState, string>,
  waitingToStart: 'About to be read',
  phase: (progress: SyncProgress) => {
    if (progress.phase === 'listing') return `Looking, ${count(progress.listed)} found`
    if (progress.phase === 'removing') return 'Removing what is gone'
    return `Reading, ${count(progress.done)} of ${count(progress.listed)}`
  },
  rate: (rate: number) => (rate >= 10 ? `${count(Math.round(rate))} a second` : `${rate.toFixed(1)} a second`),
  coverage: (searchable: number, listed: number) => `${count(searchable)} of ${count(listed)} documents searchable`,
  searchable: 'searchable',
  skipped: 'skipped',
  failed: 'failed',
  waiting: 'waiting',
  watching: { events: 'watching', polling: 'checked regularly', no: 'not watched' },
  lastRun: (when: string) => `last run ${when}`,
  nextRun: (when: string) => `tries again ${when}`,
  neverRun: 'not read yet',
  paused: 'Paused. What is indexed stays searchable; changes are not followed until you resume.',
  held: (gone: number) => `${plural(gone, 'document', 'documents')} would disappear from the index. Nothing is removed until you answer.`,
  heldKeep: 'Keep them',
  heldRemove: 'Remove them',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeLead: (documents: number) =>
    `${plural(documents, 'document leaves', 'documents leave')} the index, with everything learned about ${documents === 1 ? 'it' : 'them'}. The files themselves are not touched.`,
  removeYes: 'Remove',
  skippedTitle: (name: string) => `Skipped in ${name}`,
  skippedLead: 'Left out on purpose. Their names can be found where the format allows it.',
  failuresTitle: (name: string) => `Failures in ${name}`,
  failuresLead: 'Everything else was indexed. Each of these is tried again by itself.',
  failuresNone: 'Nothing failed.',
  failureNext: (when: string) => `tried again ${when}`,
  failureNoNext: 'tried again when it changes',
  failureAttempts: (n: number) => plural(n, 'attempt', 'attempts'),
  failureIgnore: 'Ignore',
  failureRetryAll: 'Try all again',
  failureRetried: (retried: number, succeeded: number) =>
    `${plural(retried, 'document', 'documents')} tried again, ${count(succeeded)} now searchable.`,
  failuresMore: (n: number) => `and ${count(n)} more`,
}
