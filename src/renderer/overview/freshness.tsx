import type { Overview, SourceOverview } from '../../shared/overview.ts'
import { since } from '../app/ago.ts'
import { longDate } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Figure } from './figure.tsx'
import { agesOf } from './months.ts'
import { Legend, type Part, StackedBar } from './stacked-bar.tsx'

const dayMs = 86_400_000

/** Whether the index knows each source as it is today, and how old what is in it is. */
export function Freshness({ sources, months, now }: Pick<Overview, 'sources' | 'months'> & { readonly now: Date }) {
  const words = strings.overview.freshness
  const daysSince = ({ checkedAt }: SourceOverview) => (checkedAt === null ? null : (now.getTime() - Date.parse(checkedAt)) / dayMs)
  const isFresh = (source: SourceOverview) => (daysSince(source) ?? 2) < 1
  const seen = (source: SourceOverview) => {
    const days = daysSince(source)
    if (days === null || source.checkedAt === null) return words.neverSeen
    return days < 1 ? words.seen(since(source.checkedAt, now)) : words.stale(Math.floor(days))
  }
  const partsOf = (source: SourceOverview): readonly Part[] => {
    const { quarter, year, older } = agesOf(months, source.source, now)
    return [
      { name: words.quarter, value: quarter, look: 'accent' },
      { name: words.year, value: year, look: 'middle' },
      { name: words.older, value: older, look: 'light' },
      { name: words.undated, value: source.undated, look: 'lightest' },
    ]
  }
  return (
    <Figure
      title={words.title}
      lead={words.lead}
      summary={words.summary(sources.filter(isFresh).length, sources.length)}
      head={[strings.overview.source, words.checked, words.changed, words.quarter, words.year, words.older, words.undated]}
      rows={sources.map((source) => [
        source.name,
        source.checkedAt === null ? words.never : since(source.checkedAt, now),
        source.changedAt === null ? words.noDate : longDate(source.changedAt),
        ...partsOf(source).map(({ value }) => value),
      ])}
    >
      <div className="grid gap-3">
        {sources.map((source) => (
          <div key={source.source} className="grid gap-1.5">
            <div className="flex flex-wrap gap-x-3 text-sm">
              <span className="min-w-0 flex-1 basis-32 truncate font-medium" title={source.name}>
                {source.name}
              </span>
              <span className={`num inline-flex items-center gap-1.5 ${isFresh(source) ? 'text-ok' : 'text-warn'}`}>
                <i aria-hidden data-swatch className={`size-2 bg-current ${isFresh(source) ? 'rounded-full' : 'rotate-45'}`} />
                {seen(source)}
              </span>
            </div>
            <StackedBar parts={partsOf(source)} />
          </div>
        ))}
        {sources[0] !== undefined && <Legend parts={partsOf(sources[0]).map(({ name, look }) => ({ name, look }))} />}
      </div>
    </Figure>
  )
}
