import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFrequencies } from '../../src/engine/search/frequencies.ts'
import { searchKeywords } from '../../src/engine/search/keyword.ts'
import { queryTerms } from '../../src/engine/search/query/terms.ts'
import { spellingsOf } from '../../src/engine/search/spellings.ts'
import { openStore } from '../../src/engine/store/store.ts'
import { questions } from './corpus.ts'
import { percentile, show } from './figures.ts'
import { fillIndex } from './generated-index.ts'

export interface KeywordPlanFigures {
  /** p95 of the rarer-half plan as a share of the plain OR's, asked in turn. */
  readonly p95Ratio: number
}

const chunksEach = 10

/** Questions of eight words over `rows` generated rows, by either plan in turn. */
export function measureKeywordPlan(rows: number, asked: number): KeywordPlanFigures {
  const home = mkdtempSync(join(tmpdir(), 'magpie-plan-'))
  const store = openStore(home)
  try {
    const words = fillIndex(store, rows, chunksEach)
    const spellings = spellingsOf(store)
    const frequencies = createFrequencies(store)
    const times = { plain: [] as number[], 'rarer-half': [] as number[] }
    for (const [round, question] of questions(words, asked + 10, 8).entries()) {
      const terms = queryTerms(question, spellings, false)
      for (const plan of ['plain', 'rarer-half'] as const) {
        const started = performance.now()
        searchKeywords(store, frequencies, { terms, phrases: [], clause: null, plan, limit: 200 })
        if (round >= 10) times[plan].push(performance.now() - started)
      }
    }
    for (const plan of ['plain', 'rarer-half'] as const) {
      show(
        `8 words, ${rows} rows, ${plan}`,
        `p50 ${percentile(times[plan], 0.5).toFixed(1)} ms, p95 ${percentile(times[plan], 0.95).toFixed(1)} ms`,
      )
    }
    return { p95Ratio: percentile(times['rarer-half'], 0.95) / percentile(times.plain, 0.95) }
  } finally {
    store.close()
    rmSync(home, { recursive: true, force: true })
  }
}
