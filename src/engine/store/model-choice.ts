import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** What is remembered of the choice of a model across restarts. */
export interface ModelMemory {
  /** The model whose vectors answer. */
  readonly answering: string | null
  /** The model chosen by the documents' languages, and how many documents it was chosen on. */
  readonly chosen: { readonly model: string; readonly documents: number } | null
}

export function readModelMemory(store: Store): ModelMemory {
  const value = (key: string) => prepared<{ value: string }>(store, 'select value from setting where key = ?').get(key)?.value ?? null
  const chosen = value('chosen_model')
  return { answering: value('answering_model'), chosen: chosen === null ? null : (JSON.parse(chosen) as ModelMemory['chosen']) }
}

export function writeModelMemory(store: Store, { answering, chosen }: ModelMemory): void {
  const write = prepared(store, 'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value')
  if (answering !== null) write.run('answering_model', answering)
  if (chosen !== null) write.run('chosen_model', JSON.stringify(chosen))
}

/**
 * Languages of the documents with text: of the `limit` that came first, or of the `limit` that came last. Those whose
 * language is unknown are left out.
 */
export const documentLanguages = (store: Store, which: 'first' | 'last', limit: number): readonly string[] =>
  prepared<{ language: string }>(
    store,
    `select language from document where language is not null and extractor is not null order by id ${which === 'first' ? 'asc' : 'desc'} limit ?`,
  )
    .all(limit)
    .map(({ language }) => language)

/** Whether there is anything that could be embedded. */
export const hasChunks = (store: Store): boolean => prepared(store, 'select 1 from chunk limit 1').get() !== undefined
