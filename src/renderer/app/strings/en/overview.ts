import { count, percent } from '../../format.ts'
import { plural } from '../plural.ts'

/** The collection in pictures. */
export const overview = {
  title: 'Overview',
  lead: (documents: number, sources: number) => `${plural(documents, 'document', 'documents')} in ${plural(sources, 'source', 'sources')}`,
  asTable: (title: string) => `${title} as a table`,
  table: 'Table',
  source: 'Source',
  documents: 'Documents',
  share: 'Share',
  loading: 'Counting documents …',
  bySource: {
    title: 'Documents by source',
    summary: (most: string, share: number) => `Most are in ${most}: ${percent(share)}.`,
  },
  byMonth: {
    title: 'Documents by month',
    lead: 'When they were last changed.',
    month: 'Month',
    earlier: 'Earlier',
    undated: 'Without a date',
    summary: (best: string, n: number) => `The most were changed in ${best}: ${count(n)}.`,
    none: 'No document was changed in these two years.',
    rest: (earlier: number, undated: number) =>
      [
        earlier > 0 ? `${count(earlier)} were last changed before these two years` : '',
        undated > 0 ? `${plural(undated, 'has', 'have')} no date` : '',
      ]
        .filter((part) => part !== '')
        .join('; ')
        .replace(/.$/, '$&.'),
    allSources: 'All sources',
    chosen: 'Source shown by month',
    column: (month: string, n: number) => `${month}: ${plural(n, 'document', 'documents')}`,
  },
  freshness: {
    title: 'Fresh and stale',
    lead: 'When each source was last seen whole, and the age of its documents.',
    checked: 'Last seen whole',
    changed: 'Latest change',
    seen: (when: string) => `seen whole ${when}`,
    never: 'never yet',
    neverSeen: 'not seen whole yet',
    noDate: 'no date',
    stale: (days: number) => `not seen whole for ${plural(days, 'day', 'days')}`,
    quarter: 'changed in the last 3 months',
    year: 'in the year before that',
    older: 'older',
    undated: 'no date',
    summary: (fresh: number, all: number) => `${count(fresh)} of ${plural(all, 'source', 'sources')} seen whole within a day.`,
  },
  size: {
    title: 'Size of the index',
    text: 'text and words',
    vectors: 'meanings',
    free: 'free on the disk',
    part: 'Part',
    bytes: 'Size',
    total: 'The whole index',
    summary: (total: string, free: string) => `The index takes ${total}; ${free} are free on its disk.`,
    each: (perDocument: string, passages: number) => `${perDocument} a document, ${plural(passages, 'passage', 'passages')} in all.`,
  },
  meaning: {
    title: 'Search by meaning',
    lead: 'Words find a document as soon as it is read. Meanings are learned afterwards.',
    learned: 'Found by meaning',
    summary: (done: number, all: number) => `${count(done)} of ${plural(all, 'document', 'documents')} can be found by meaning.`,
    of: (done: number, all: number) => `${count(done)} of ${count(all)}`,
    eta: (duration: string) => `The rest takes ${duration}.`,
    model: (name: string) => `Model: ${name}.`,
    paused: 'Paused.',
  },
}
