import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A retrieval test set in the form of BEIR: a corpus, queries, and judgements of which entries answer which. */
export interface TestSet {
  readonly corpus: readonly Entry[]
  /** Those with at least one judgement above 0. */
  readonly queries: readonly { readonly id: string; readonly text: string }[]
  /** By query, by entry: how well it answers; 0 and less is not at all. */
  readonly relevant: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export interface Entry {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** Reads `corpus[.LANG].jsonl`, `queries[.LANG].jsonl` and `qrels.tsv` (query, entry, score, with a heading line). */
export function readSet(dir: string, corpusLanguage?: string, queryLanguage?: string): TestSet {
  const relevant = new Map<string, Map<string, number>>()
  for (const line of lines(join(dir, 'qrels.tsv')).slice(1)) {
    const [query = '', entry = '', score = '0'] = line.split('\t')
    const entries = relevant.get(query) ?? new Map<string, number>()
    relevant.set(query, entries.set(entry, Number(score)))
  }
  const corpus = records(dir, 'corpus', corpusLanguage).map(({ _id, title, text }) => ({ id: _id, title: title ?? '', text: text ?? '' }))
  const queries = records(dir, 'queries', queryLanguage).map(({ _id, text }) => ({ id: _id, text: text ?? '' }))
  return { corpus, queries: queries.filter(({ id }) => [...(relevant.get(id)?.values() ?? [])].some((score) => score > 0)), relevant }
}

interface Line {
  readonly _id: string
  readonly title?: string
  readonly text?: string
}

function records(dir: string, name: string, language: string | undefined): Line[] {
  const file = join(dir, language === undefined ? `${name}.jsonl` : `${name}.${language}.jsonl`)
  if (!existsSync(file)) throw new Error(`${file} is not there; --corpus and --queries name the language of sets in several`)
  return lines(file).map((line) => JSON.parse(line) as Line)
}

const lines = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
