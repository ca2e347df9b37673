import { Calendar, FileType, Folder, Layers, MapPin, User, X } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { kindNames } from '../../shared/document-kinds.ts'
import type { FacetCount, Facets, Source } from '../../shared/model.ts'
import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { DatesDialog } from './dates-dialog.tsx'
import { chipLook, FilterMenu } from './filter-menu.tsx'
import { filtersOf, sourceInQuery, sourceMeant, withDates, withFilter, withoutFilter } from './filters.ts'
import { personName } from './preview/format.ts'

export interface FilterBarProps {
  /** Of the query, as they are written there. */
  readonly filters: string
  readonly sources: readonly Source[]
  /** Null until everything was counted. */
  readonly facets: Facets | null
  readonly total: number
  /** Writes the query anew, whatever it is by then. */
  readonly onChange: (change: (query: string) => string) => void
}

/** Sources with a chip of their own; further ones are in a menu. */
const mostChips = 4
const spans = ['today', 'yesterday', '7d', '1m', '1y'] as const

/** What the search is narrowed by. Every chip reads the query's filters, and writes the query. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const { facets, onChange } = props
  const [dates, setDates] = useState(false)
  const filters = filtersOf(props.filters)
  const words = strings.search
  const types = filters.types.map((type) => kindNames[type] ?? type)
  const { after, before } = filters
  return (
    <fieldset className="flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto py-0.5 [scrollbar-width:none]">
      <legend className="sr-only">{words.filters}</legend>
      <SourceChips {...props} />
      <FilterMenu
        icon={FileType}
        title={words.keys.type}
        label={types.length === 0 ? words.anyType : types.map(kindLabel).join(', ')}
        none={words.anyType}
        several
        chosen={types}
        choices={withChosen(facets?.types ?? [], types).map(({ value, documents }) => ({ value, documents, label: kindLabel(value) }))}
        onChoose={(values) => onChange((query) => withFilter(query, 'type', values.join(',')))}
      />
      <FilterMenu
        icon={Calendar}
        title={words.keys.date}
        label={dateLabel(after, before)}
        none={words.anyTime}
        chosen={[after ?? '', before ?? ''].filter(Boolean)}
        choices={spans.map((value) => ({ value, label: words.spans[value] }))}
        onChoose={(values) => onChange((query) => withDates(query, values[0] ?? null, null))}
        more={{ label: words.between, onSelect: () => setDates(true) }}
      />
      <FilterMenu
        icon={User}
        title={words.keys.from}
        label={filters.person ?? words.anyone}
        none={words.anyone}
        chosen={filters.person === null ? [] : [filters.person]}
        choices={withChosen(byName(facets?.people ?? []), filters.person === null ? [] : [filters.person]).map((found) => ({
          ...found,
          label: found.value,
        }))}
        onChoose={([value]) => onChange((query) => withFilter(query, 'from', value ?? null))}
      />
      <FilterMenu
        icon={MapPin}
        title={words.keys.in}
        label={filters.place ?? words.anywhere}
        none={words.anywhere}
        chosen={filters.place === null ? [] : [filters.place]}
        choices={withChosen(facets?.places ?? [], filters.place === null ? [] : [filters.place]).map((found) => ({
          ...found,
          label: found.value,
        }))}
        onChoose={([value]) => onChange((query) => withFilter(query, 'in', value ?? null))}
      />
      {filters.others.map((part) => (
        <Chip key={part.start} pressed onClick={() => onChange((query) => withoutFilter(query, part.raw))} label={words.takeAway(part.raw)}>
          <span className="max-w-48 truncate">{part.raw}</span>
          <X aria-hidden size={12} strokeWidth={1.75} className="-mr-0.5" />
        </Chip>
      ))}
      {dates && (
        <DatesDialog
          after={after}
          before={before}
          onClose={() => setDates(false)}
          onChoose={(from, to) => onChange((query) => withDates(query, from, to))}
        />
      )}
    </fieldset>
  )
})

function SourceChips({ filters, sources, facets, total, onChange }: FilterBarProps) {
  if (sources.length < 2) return null
  const named = filtersOf(filters).source
  const chosen = named === null ? null : sourceMeant(named, sources)
  const counts = new Map(facets?.sources.map(({ value, documents }) => [value, documents]))
  const choose = (source: Source | null) =>
    onChange((query) => withFilter(query, 'source', source === null ? null : sourceInQuery(source, sources)))
  const shown = sources.slice(0, mostChips)
  const rest = sources.slice(mostChips)
  return (
    <>
      <Chip pressed={named === null} onClick={() => choose(null)}>
        {named === null && facets !== null ? strings.search.all(total) : strings.search.allPlain}
      </Chip>
      {shown.map((source) => (
        <Chip key={source.id} pressed={chosen?.id === source.id} onClick={() => choose(chosen?.id === source.id ? null : source)}>
          <Folder aria-hidden size={13} strokeWidth={1.75} />
          <span dir="auto" className="max-w-40 truncate">
            {source.name}
          </span>
          {/* The place of the number is kept, so that nothing moves when it comes. */}
          <span className="min-w-[2ch] text-end">{facets === null ? '' : count(counts.get(source.id) ?? 0)}</span>
        </Chip>
      ))}
      {rest.length > 0 && (
        <FilterMenu
          icon={Layers}
          title={strings.search.keys.source}
          label={chosen !== null && rest.includes(chosen) ? chosen.name : strings.search.moreSources(rest.length)}
          none={strings.search.allPlain}
          chosen={chosen === null ? [] : [chosen.id]}
          choices={rest.map(({ id, name }) => ({ value: id, label: name, documents: counts.get(id) }))}
          onChoose={([id]) => choose(sources.find((source) => source.id === id) ?? null)}
        />
      )}
    </>
  )
}

function Chip({
  pressed,
  onClick,
  label,
  children,
}: {
  readonly pressed: boolean
  readonly onClick: () => void
  readonly label?: string
  readonly children: ReactNode
}) {
  return (
    <button type="button" aria-pressed={pressed} aria-label={label} onClick={onClick} className={chipLook(pressed)}>
      {children}
    </button>
  )
}

/** People by their names: what is written into the query finds every address of theirs. */
function byName(people: readonly FacetCount[]): readonly FacetCount[] {
  const counts = new Map<string, number>()
  for (const { value, documents } of people) counts.set(personName(value), (counts.get(personName(value)) ?? 0) + documents)
  return [...counts].map(([value, documents]) => ({ value, documents }))
}

/** What is chosen is always among the choices, also when nothing found is of it. */
function withChosen<T extends { readonly value: string }>(
  found: readonly T[],
  chosen: readonly string[],
): readonly { readonly value: string; readonly documents?: number | undefined }[] {
  const missing = chosen.filter((value) => !found.some((one) => one.value === value))
  return [...missing.map((value) => ({ value })), ...found]
}

export const kindLabel = (kind: string): string => strings.search.kinds[kind] ?? kind

function dateLabel(after: string | null, before: string | null): string {
  const { anyTime, spans: names, since, until, fromTo } = strings.search
  if (after === null && before === null) return anyTime
  if (after === null) return until(before ?? '')
  if (before !== null) return fromTo(after, before)
  return (names as Readonly<Record<string, string>>)[after] ?? since(after)
}
