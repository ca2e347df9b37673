import type { SourceState, SyncProgress } from '../../../../shared/model.ts'
import { count, percent } from '../../format.ts'
import { plural } from '../plural.ts'

/** What is connected, and how it is. */
export const sources = {
  title: 'Sources',
  summary: (documents: number) => `${plural(documents, 'document', 'documents')}, all on this computer`,
  add: 'Add a source',
  addTitle: 'Add a folder',
  addLead: 'Everything in it and below becomes searchable. Changes are followed by themselves.',
  addStart: 'Start indexing',
  adding: 'Checking …',
  actions: (name: string) => `Actions for ${name}`,
  syncNow: 'Sync now',
  listAgain: 'Look at everything again',
  pause: 'Pause',
  pauseHour: 'Pause for an hour',
  pauseAll: 'Pause all',
  pauseAllHour: 'Pause all for an hour',
  pauseChoices: 'Pause',
  resume: 'Resume',
  resumeAll: 'Resume all',
  edit: 'Name and settings …',
  scopes: 'What is indexed …',
  schedule: 'Schedule …',
  activity: 'Runs and failures',
  remove: 'Remove …',
  retry: 'Try now',
  save: 'Save',
  saving: 'Saving …',
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
  left: (duration: string) => `${duration} left`,
  coverage: (searchable: number, listed: number) => `${count(searchable)} of ${count(listed)} documents searchable`,
  searchable: 'searchable',
  skipped: 'skipped',
  failed: 'failed',
  waiting: 'waiting',
  numberOf: (n: number, part: string, name: string) => `${count(n)} ${part} in ${name}: show them`,
  meaning: (share: number, left: string | null) => `${percent(share)} found by meaning${left === null ? '' : `, ${left} left`}`,
  watching: { events: 'watching', polling: 'checked regularly', no: 'not watched' },
  lastRun: (when: string) => `last run ${when}`,
  nextRun: (when: string) => `next run ${when}`,
  nextTry: (when: string) => `tries again ${when}`,
  neverRun: 'not read yet',
  byHand: 'synced when you ask',
  paused: 'Paused. What is indexed stays searchable; changes are not followed until you resume.',
  pausedUntil: (when: string) => `Paused until ${when}. What is indexed stays searchable; changes are followed again by themselves then.`,
  held: (gone: number) => `${plural(gone, 'document', 'documents')} would disappear from the index. Nothing is removed until you answer.`,
  heldShow: 'See which …',
  brake: {
    title: (name: string) => `Did you delete these from ${name}?`,
    lead: 'The source no longer shows them. If that is a mistake, such as a folder that was moved or a right that was lost, keep them.',
    keep: 'Keep them',
    remove: 'Remove them',
  },
  removeTitle: (name: string) => `Remove ${name}?`,
  removeLead: (documents: number) =>
    documents === 0
      ? 'Nothing of it is in the index yet. What lies at the source is not touched.'
      : `What lies at the source is not touched; Magpie only forgets it.`,
  removeWhat: {
    documents: (n: number) => `${plural(n, 'document', 'documents')} with text, words and meanings`,
    others: (n: number) => `${plural(n, 'skipped or failed document', 'skipped or failed documents')}`,
    history: 'its runs, failures and schedule',
  },
  removeErases: 'This is erased:',
  removeKeep: 'Keep its documents searchable',
  removeKeepLead: 'They stay as they are now and are not followed any more. Adding the source again takes them over.',
  removeYes: 'Remove',
  list: {
    title: { searchable: 'Searchable', skipped: 'Skipped', failed: 'Failed', waiting: 'Waiting' },
    of: (part: string, name: string) => `${part} in ${name}`,
    lead: {
      searchable: 'These are found by their words.',
      skipped: 'Left out on purpose, each for its reason.',
      failed: 'These could not be read. Each is tried again by itself.',
      waiting: 'Listed, and about to be read.',
    },
    more: 'Show more',
    loading: 'Fetching the list …',
    empty: 'Nothing any more.',
  },
}
