import { useState } from 'react'
import type { Overview } from '../../shared/overview.ts'
import { count, formats } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Select } from '../ui/select.tsx'
import { Figure } from './figure.tsx'
import { monthColumns } from './months.ts'

const everySource = ''
const dateOf = (month: string) => new Date(`${month}-01T00:00:00Z`)

/** When documents were last changed: two years, a column each month, of all sources or of one. */
export function ByMonth({ sources, months, now }: Pick<Overview, 'sources' | 'months'> & { readonly now: Date }) {
  const words = strings.overview.byMonth
  const [chosen, setChosen] = useState(everySource)
  const source = sources.some((one) => one.source === chosen) ? chosen : null
  const { columns, earlier } = monthColumns(months, source, now)
  const undated = sources.filter((one) => source === null || one.source === source).reduce((sum, one) => sum + one.undated, 0)
  const best = columns.reduce((most, column) => (column.documents > most.documents ? column : most))
  const nameOf = (month: string) => formats.monthYear.format(dateOf(month))
  const summary = [best.documents === 0 ? words.none : words.summary(nameOf(best.month), best.documents), words.rest(earlier, undated)]
  return (
    <Figure
      wide
      title={words.title}
      lead={words.lead}
      summary={summary.filter((part) => part !== '').join(' ')}
      head={[words.month, strings.overview.documents]}
      rows={[
        ...columns.toReversed().map(({ month, documents }) => [nameOf(month), count(documents)] as const),
        [words.earlier, count(earlier)],
        [words.undated, count(undated)],
      ]}
      control={
        sources.length > 1 && (
          <Select
            label={words.chosen}
            value={chosen}
            options={[{ value: everySource, label: words.allSources }, ...sources.map((one) => ({ value: one.source, label: one.name }))]}
            onChange={setChosen}
            className="max-w-48"
          />
        )
      }
    >
      <div className="flex h-40 items-end gap-[2px] border-b border-line-strong sm:gap-1">
        {columns.map(({ month, documents }) => (
          <div key={month} title={words.column(nameOf(month), documents)} className="flex h-full flex-1 items-end hover:bg-hover">
            {documents > 0 && (
              <div
                data-swatch
                className="min-h-[3px] w-full rounded-t-[3px] bg-accent"
                style={{ height: `${(100 * documents) / best.documents}%` }}
              />
            )}
          </div>
        ))}
      </div>
      <div className="mt-1 flex gap-[2px] text-xs text-ink-3 sm:gap-1">
        {columns.map(({ month }, index) => (
          <span key={month} className="w-0 flex-1 whitespace-nowrap">
            {index % 6 === 0 && `${formats.month.format(dateOf(month))} ${month.slice(0, 4)}`}
          </span>
        ))}
      </div>
    </Figure>
  )
}
