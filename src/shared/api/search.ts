import { z } from 'zod'
import type { Passage, SearchAnswer } from '../model/search.ts'
import type { Searches, Suggestions } from '../model/searches.ts'
import { id, none } from './inputs.ts'

const search = z.object({
  query: z.string().max(10_000),
  mode: z.enum(['hybrid', 'keyword', 'semantic']).default('hybrid'),
  limit: z.number().int().min(1).max(1_000).default(20),
  /** Pages of one question are of one ranking as long as it is kept. */
  offset: z.number().int().min(0).max(1_000_000).default(0),
  source: id.optional(),
  explain: z.boolean().default(false),
  /** The person is still typing: the last word may be the start of one. */
  typing: z.boolean().default(false),
  sort: z.enum(['relevance', 'date']).default('relevance'),
  /**
   * Count everything found, by source, kind, person and place, and look for what helps when little is found. Costs more
   * than the search itself: not for every keystroke.
   */
  facets: z.boolean().default(false),
  /** Ids and scores only: no snippets, titles marked, or places. For batches. */
  bare: z.boolean().default(false),
})

export const searchCalls = {
  search: search,
  /** Every passage found in some documents, in their order. */
  'search.passages': z
    .object({
      query: z.string().max(10_000),
      documentIds: z.array(z.number().int()).min(1).max(50),
      limit: z.number().int().min(1).max(200),
    })
    .strict(),
  /** Filters for what stands at the cursor, a UTF-16 offset into the query. */
  'search.suggest': z.object({ query: z.string().max(10_000), cursor: z.number().int().min(0) }).strict(),
  /** Starts what answers as well: who asks for these is about to search. */
  'searches.list': none,
  /** Remembers a search as used, or keeps it by a name. */
  'searches.save': z.object({ query: z.string().min(1).max(10_000), name: z.string().min(1).max(200).nullable().default(null) }).strict(),
  /** Forgets one search, or every recent one when none is named. Kept ones stay until `saved` is said. */
  'searches.remove': z.object({ query: z.string().max(10_000).nullable(), saved: z.boolean().default(false) }).strict(),
  similar: z.object({ documentId: z.number().int(), limit: z.number().int().min(1).max(1_000).default(20) }).strict(),
} as const

export interface SearchResults {
  search: SearchAnswer
  similar: SearchAnswer
  'search.passages': readonly Passage[]
  'search.suggest': Suggestions
  'searches.list': Searches
  'searches.save': Searches
  'searches.remove': Searches
}
