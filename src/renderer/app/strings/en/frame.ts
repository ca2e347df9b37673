import { count } from '../../format.ts'
import { plural } from '../plural.ts'

/** What stands around every screen. */
export const frame = {
  product: 'Magpie',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  skipToContent: 'Skip to the content',
  nav: { label: 'Main', search: 'Search', sources: 'Sources', activity: 'Activity', overview: 'Overview', settings: 'Settings' },
  connection: {
    connecting: 'Starting the engine …',
    reconnecting: 'The engine is not answering. Trying again …',
    reconnectingLong:
      'It has been away for a while. If it does not come back, start Magpie again, or run “magpie serve” and open the link it shows.',
    retry: 'Try now',
    back: 'The engine is back.',
    reconnectingMore: 'Nothing is lost: what is indexed stays, and a sync goes on where it stopped.',
    refused: 'This window’s link is used up',
    refusedMore: 'Each link opens one window. Start Magpie again, or run “magpie serve”, and open the link it shows.',
  },
  progress: {
    reading: (name: string, n: number) => `${name} is being read, ${plural(n, 'document', 'documents')}`,
    read: (name: string, n: number) => `${name} was read, ${plural(n, 'document', 'documents')} can be found`,
  },
  fault: {
    title: 'This part of the window stopped',
    lead: 'Nothing is lost. Try again; if it happens once more, load the window anew.',
    again: 'Try again',
    reload: 'Load the window anew',
  },
  meaning: {
    title: 'Learning meanings',
    paused: 'Learning meanings, paused',
    failed: 'Meanings cannot be learned',
    failedMore: 'Search by words goes on working.',
    words: (documents: number) => `Words work for ${documents === 1 ? 'the 1 document' : `all ${count(documents)} documents`}.`,
    left: (duration: string) => `${duration.charAt(0).toUpperCase()}${duration.slice(1)} left.`,
    percent: (share: number) => `${Math.floor(share * 100)} %`,
    pause: 'Pause learning meanings',
    resume: 'Go on learning meanings',
  },
}
