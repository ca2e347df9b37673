import { statfsSync } from 'node:fs'
import { coverage, totals } from '../store/documents.ts'
import { checkedAt, documentsByMonth, vectorBytes } from '../store/overview.ts'
import { listSources } from '../store/sources.ts'
import type { Handlers } from './handlers.ts'

export const overviewHandlers: Handlers<'overview'> = {
  overview: ({ store, embedder, options }) => {
    const all = documentsByMonth(store)
    const sources = listSources(store).map(({ id, name, connector }) => {
      const { searchable, embedded } = coverage(store, id, embedder.answering()?.id ?? null)
      const own = all.filter(({ source }) => source === id)
      return {
        source: id,
        name,
        connector,
        documents: searchable,
        undated: own.find(({ month }) => month === null)?.documents ?? 0,
        embedded,
        checkedAt: checkedAt(store, id),
        changedAt: own.at(-1)?.changedAt ?? null,
      }
    })
    const known = new Set(sources.map(({ source }) => source))
    const disk = statfsSync(options.home)
    const { chunks, bytes } = totals(store)
    return {
      sources,
      months: all.flatMap(({ source, month, documents }) => (month === null || !known.has(source) ? [] : [{ source, month, documents }])),
      size: { total: bytes, vectors: vectorBytes(store), free: disk.bavail * disk.bsize, passages: chunks },
    }
  },
}
