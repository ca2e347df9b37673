import { dataVersion } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import type { Finding } from './find.ts'
import type { SearchModel, SearchRequest } from './request.ts'

/** How long the pages of one question are of one ranking while the index goes on changing, in ms. */
const keptMs = 60_000

/**
 * Remembers the last question whose everything was found, so that scrolling far costs no more than reading the page, and
 * pages fit together. A first page is always of today's index.
 */
export function createKeptFindings(store: Store) {
  let kept: { readonly key: string; readonly finding: Finding; readonly version: number; readonly at: number } | null = null
  return {
    of(request: SearchRequest, withVector: boolean, model: SearchModel | null, deep: boolean, run: () => Finding): Finding {
      const { query, mode, source, sort, typing, bare, keywordPlan } = request
      const key = JSON.stringify([query, mode, source, sort, typing, bare, keywordPlan, withVector, model?.id])
      const version = dataVersion(store)
      const usable = kept?.key === key && (kept.version === version || (request.offset > 0 && performance.now() - kept.at < keptMs))
      if (kept !== null && usable) return kept.finding
      const finding = run()
      if (deep) kept = { key, finding, version, at: performance.now() }
      return finding
    },
  }
}
