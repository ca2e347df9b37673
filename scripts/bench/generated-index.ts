import { createHash } from 'node:crypto'
import { indexWords } from '../../src/engine/search/words/index-words.ts'
import { commitPage, type DocumentChange } from '../../src/engine/store/commit.ts'
import { beginListing, ensureScope } from '../../src/engine/store/scopes.ts'
import { insertSource } from '../../src/engine/store/sources.ts'
import type { Store } from '../../src/engine/store/store.ts'
import { seeded, vocabulary, zipf } from './corpus.ts'

/**
 * Fills an index with `rows` generated passages, so many to a document, without reading any file. Answers the words they are
 * made of, the everyday ones first.
 */
export function fillIndex(store: Store, rows: number, chunksEach: number): readonly string[] {
  const random = seeded(11)
  const words = vocabulary(random, 60_000)
  const source = insertSource(store, { connector: 'folder', name: 'generated', account: 'generated', settings: {} })
  ensureScope(store, source.id, { id: 'all', name: 'all' }, 1)
  const listing = beginListing(store, source.id, 'all')
  const some = (count: number) => Array.from({ length: count }, () => words[zipf(random, words.length)]).join(' ')
  for (let from = 0; from < rows / chunksEach; from += 200) {
    const changes = Array.from({ length: 200 }, (_, i): DocumentChange => document(from + i, chunksEach, some))
    commitPage(store, { source: source.id, scope: 'all', listing, changes })
  }
  return words
}

function document(id: number, chunksEach: number, some: (count: number) => string): DocumentChange {
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
