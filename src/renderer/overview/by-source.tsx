import type { SourceOverview } from '../../shared/overview.ts'
import { count, percent } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Figure } from './figure.tsx'

/** How many documents each source has, most first. */
export function BySource({ sources }: { readonly sources: readonly SourceOverview[] }) {
  const words = strings.overview
  const total = sources.reduce((sum, { documents }) => sum + documents, 0)
  const sorted = sources.toSorted((a, b) => b.documents - a.documents)
  const most = sorted[0]
  const shareOf = (documents: number) => (total === 0 ? 0 : documents / total)
  return (
    <Figure
      title={words.bySource.title}
      summary={most === undefined || total === 0 ? '' : words.bySource.summary(most.name, shareOf(most.documents))}
      head={[words.source, words.documents, words.share]}
      rows={sorted.map(({ name, documents }) => [name, count(documents), percent(shareOf(documents))])}
    >
      <div className="grid gap-2.5">
        {sorted.slice(0, mostRows).map(({ source, name, documents }) => (
          <div key={source} className="grid gap-1">
            <div className="flex gap-3 text-sm">
              <span className="min-w-0 flex-1 truncate font-medium" title={name}>
                {name}
              </span>
              <span className="num text-ink-2">{count(documents)}</span>
            </div>
            <div className="h-2 rounded-full bg-line">
              <div
                data-swatch
                className="h-2 min-w-[3px] rounded-full bg-accent"
                style={{ width: `${most === undefined || most.documents === 0 ? 0 : (100 * documents) / most.documents}%` }}
              />
            </div>
          </div>
        ))}
      </div>
    </Figure>
  )
}

/** More would not be a picture; the table has them all. */
const mostRows = 12
