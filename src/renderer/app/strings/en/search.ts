import type { Why } from '../../../../shared/model.ts'
import { count } from '../../format.ts'
import { plural } from '../plural.ts'

/** The search screen: field, filters, results. */
export const search = {
  label: 'Search everything',
  placeholder: 'Search everything',
  clear: 'Clear',
  results: 'Results',
  found: (total: number, more: boolean, ms: number) =>
    total === 0 ? 'nothing found' : `${count(total)}${more ? '+' : ''} in ${count(Math.max(1, Math.round(ms)))} ms`,
  sorted: 'sorted by relevance',
  all: (n: number) => `All ${count(n)}`,
  allPlain: 'All',
  onlyMeaning: (n: number) => `no document has these words; ${n === 1 ? 'this one is' : 'these are'} nearest in meaning`,
  wordsOnly: 'by words; meanings are still being learned',
  why: (why: readonly Why[]) => {
    const words = why.includes('words') || why.includes('title')
    if (words && why.includes('meaning')) return 'words and meaning'
    if (why.includes('meaning')) return 'meaning'
    return why.includes('words') ? 'words' : 'title'
  },
  places: (n: number) => `also in ${plural(n, 'other place', 'other places')}`,
  crumb: ' › ',
  untitled: 'Untitled',
  emptyTitle: 'What are you looking for?',
  emptyLead: (documents: number) => `${plural(documents, 'document', 'documents')} on this computer, ready to be found.`,
  emptyIndexing: 'Your documents are being read. The first ones can be found already.',
  tips: [
    ['notice period', 'words, in any order and any form'],
    ['“notice period”', 'these words side by side'],
    ['contract -draft', 'without a word'],
    ['type:pdf in:contracts', 'kind and folder'],
    ['after:2025 before:2026-06', 'when it was last changed'],
    ['title:minutes', 'in the title'],
  ] as readonly (readonly [string, string])[],
  tipsTitle: 'Ways to ask',
  noneTitle: (query: string) => `Nothing matches “${query}”`,
  noneWords: 'Try fewer or other words. Word endings and accents do not matter.',
  noneFilters: (filters: string) => `Only documents that fit ${filters} were looked at.`,
  noneWithout: 'Search without the filters',
  noneLearning: 'Meanings are still being learned; a search by meaning may find it later.',
  noneReading: 'Some documents are still being read.',
  failed: 'The search did not work.',
}
