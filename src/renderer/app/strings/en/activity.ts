import type { RunOutcome } from '../../../../shared/model.ts'
import { count } from '../../format.ts'
import { plural } from '../plural.ts'

/** What happened, and what could not be read. */
export const activity = {
  title: 'Activity',
  tabs: { runs: 'Runs', failures: 'Failures', alerts: 'Alerts', removed: 'Removed', log: 'Log' },
  allSources: 'All sources',
  sourceShown: 'Source shown',
  loading: 'Reading what happened …',
  runs: {
    empty: 'Nothing has been synced yet.',
    quietOnly: 'Every check found everything as it was.',
    showQuiet: 'Also checks that found nothing new',
    now: 'Now',
    more: 'Show earlier runs',
    outcome: {
      completed: 'Completed',
      'completed-with-failures': 'Completed, not everything could be read',
      interrupted: 'Interrupted; goes on where it stopped',
      held: 'Held: waits for your answer',
      offline: 'Could not be reached',
      'needs-sign-in': 'Asked to sign in',
      failed: 'Stopped by a fault',
    } satisfies Record<RunOutcome, string>,
    nothing: 'nothing new',
    added: (n: number) => `${count(n)} added`,
    updated: (n: number) => `${count(n)} updated`,
    moved: (n: number) => `${count(n)} moved`,
    deleted: (n: number) => `${count(n)} removed`,
    unshared: (n: number) => `${count(n)} no longer shared`,
    excluded: (n: number) => `${count(n)} left out by the settings`,
    failed: (n: number) => `${count(n)} failed`,
    took: (seconds: number) =>
      seconds < 1 ? 'under a second' : seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`,
    listed: (n: number) => `${plural(n, 'document', 'documents')} listed`,
    read: (n: number) => `${count(n)} read`,
  },
  failures: {
    empty: 'Nothing has failed. Everything that was listed could be read or was left out on purpose.',
    emptyFiltered: 'Nothing here has failed.',
    allKinds: 'All reasons',
    kindShown: 'Reason shown',
    showIgnored: 'Also ignored ones',
    ignored: 'ignored',
    retry: 'Try now',
    retryNamed: (title: string) => `Try now: ${title}`,
    ignore: 'Ignore',
    ignoreNamed: (title: string) => `Ignore: ${title}`,
    retryAll: (n: number) => (n === 1 ? 'Try it now' : `Try all ${count(n)} now`),
    ignoreAll: (n: number) => (n === 1 ? 'Ignore it' : `Ignore all ${count(n)}`),
    trying: 'Trying …',
    done: (retried: number, succeeded: number) =>
      `${plural(retried, 'document', 'documents')} tried again, ${count(succeeded)} now searchable.`,
    ignoredDone: (n: number) => `${plural(n, 'failure', 'failures')} ignored until the document changes.`,
    next: (when: string) => `tried again ${when}`,
    noNext: 'tried again when it changes',
    attempts: (n: number) => plural(n, 'attempt', 'attempts'),
    more: (n: number) => `Show more (${count(n)} left)`,
    password: {
      all: 'Try a password …',
      one: 'Password …',
      named: (title: string) => `Password: ${title}`,
      titleAll: 'Open all that ask for a password',
      title: (name: string) => `Open “${name}”`,
      lead: 'It is tried here, on this computer, and kept nowhere. The text it opens is indexed like that of other documents.',
      label: 'Password',
      open: 'Try it',
      opened: (tried: number, opened: number) =>
        tried === 1
          ? 'It does not open with this password.'
          : `${count(opened)} of ${plural(tried, 'document', 'documents')} opened with it.`,
    },
    documents: (n: number) => plural(n, 'document', 'documents'),
  },
  removed: {
    lead: 'The originals are where they were, or went at the source; this is what left the index.',
    empty: 'Nothing has left the index.',
    more: 'Show earlier ones',
  },
  log: {
    lead: 'For those who look for a fault. It holds no passwords and no tokens, and stays on this computer.',
    levels: { debug: 'Everything', info: 'Information and above', warn: 'Warnings and errors', error: 'Errors only' },
    levelShown: 'Severity shown',
    names: { debug: 'detail', info: 'information', warn: 'warning', error: 'error' },
    empty: 'Nothing was written down.',
    export: 'Save the log',
    older: 'Show older entries',
    search: 'Find in the log',
  },
}
