import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFrequencies } from '../../src/engine/search/frequencies.ts'
import { searchKeywords } from '../../src/engine/search/keyword.ts'
import { queryTerms } from '../../src/engine/search/query/terms.ts'
import { spellingsOf } from '../../src/engine/search/spellings.ts'
import { indexWords } from '../../src/engine/search/words/index-words.ts'
import { commitPage, type DocumentChange } from '../../src/engine/store/commit.ts'
import { beginListing, ensureScope } from '../../src/engine/store/scopes.ts'
import { insertSource } from '../../src/engine/store/sources.ts'
import { openStore, type Store } from '../../src/engine/store/store.ts'
import { questions, seeded, vocabulary, zipf } from './corpus.ts'
import { percentile, show } from './figures.ts'

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
    const words = fill(store, rows)
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

function fill(store: Store, rows: number): readonly string[] {
  const random = seeded(11)
  const words = vocabulary(random, 60_000)
  const source = insertSource(store, { connector: 'folder', name: 'generated', account: 'generated', settings: {} })
  ensureScope(store, source.id, { id: 'all', name: 'all' }, 1)
  const listing = beginListing(store, source.id, 'all')
  const some = (count: number) => Array.from({ length: count }, () => words[zipf(random, words.length)]).join(' ')
  for (let from = 0; from < rows / chunksEach; from += 200) {
    const changes = Array.from({ length: 200 }, (_, i): DocumentChange => document(from + i, some))
    commitPage(store, { source: source.id, scope: 'all', listing, changes })
  }
  return words
}

function document(id: number, some: (count: number) => string): DocumentChange {
  const bodies = Array.from({ length: chunksEach }, () => some(90))
  const text = bodies.join('\n')
  const title = some(5)
  let start = 0
  const chunks = bodies.map((body) => {
    const chunk = {
      start,
      end: start + body.length,
      heading: [],
      words: { title: indexWords(title, 'en'), heading: '', body: indexWords(body, 'en') },
      passage: body,
      passageHash: hash(body).slice(0, 32),
    }
    start += body.length + 1
    return chunk
  })
  return {
    type: 'indexed',
    ref: {
      id: `${id}.md`,
      version: '1',
      title,
      titled: true,
      url: '',
      updatedAt: '2026-01-01T00:00:00.000Z',
      mimeType: 'text/markdown',
      path: [],
    },
    derived: {
      contentHash: hash(text),
      text,
      title,
      author: null,
      createdAt: null,
      updatedAt: null,
      labels: [],
      language: 'en',
      mimeType: 'text/markdown',
      extractor: 'generated@1',
      chunker: 'generated@1',
      chunks,
    },
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
