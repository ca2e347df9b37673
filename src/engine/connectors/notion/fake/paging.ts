import { randomUUID } from 'node:crypto'

/** Lists in pages, as Notion hands them out: cursors are opaque, belong to one question, and die with time. */
export interface Paging {
  page(question: string, results: readonly unknown[], size: number, cursor: string | undefined): Paged
  /** Cursors handed out so far are worthless from now on. */
  expire(): void
  /** A walk ends after so many results. */
  ceiling: number
}

export type Paged =
  | { readonly refused: string }
  | { readonly results: readonly unknown[]; readonly next: string | null; readonly capped: boolean }

export function createPaging(): Paging {
  const cursors = new Map<string, { readonly question: string; readonly at: number }>()
  const paging: Paging = {
    ceiling: 10_000,
    expire: () => cursors.clear(),
    page: (question, results, size, cursor) => {
      const from = cursor === undefined ? { question, at: 0 } : cursors.get(cursor)
      if (from === undefined || from.question !== question) return { refused: `The start_cursor provided is invalid: ${cursor}` }
      const all = results.slice(0, paging.ceiling)
      const to = from.at + size
      const capped = to >= all.length && results.length > all.length
      if (to >= all.length) return { results: all.slice(from.at), next: null, capped }
      const next = randomUUID()
      cursors.set(next, { question, at: to })
      return { results: all.slice(from.at, to), next, capped: false }
    },
  }
  return paging
}
