import { SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'

/** Before the first word: what is there, and ways to ask. */
export function BeforeSearch({
  documents,
  reading,
  onTry,
}: {
  readonly documents: number
  readonly reading: boolean
  readonly onTry: (query: string) => void
}) {
  return (
    <Quiet title={strings.search.emptyTitle}>
      <p>{reading ? strings.search.emptyIndexing : strings.search.emptyLead(documents)}</p>
      <h2 className="mt-8 mb-2 text-xs font-semibold tracking-[0.02em] text-ink-3">{strings.search.tipsTitle}</h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-1.5 text-sm">
        {strings.search.tips.map(([example, meaning]) => (
          <div key={example} className="contents">
            <dt>
              <button
                type="button"
                onClick={() => onTry(example)}
                className="cursor-pointer rounded-s border border-line px-1.5 py-0.5 text-left text-ink hover:bg-hover"
              >
                {example}
              </button>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Quiet>
  )
}

/** Nothing found: why that may be, and what to do next. */
export function NothingFound({
  query,
  filters,
  learning,
  reading,
  onWithoutFilters,
}: {
  readonly query: string
  readonly filters: readonly string[]
  readonly learning: boolean
  readonly reading: boolean
  readonly onWithoutFilters: (() => void) | null
}) {
  return (
    <Quiet
      title={strings.search.noneTitle(query.trim())}
      icon={<SearchX aria-hidden size={22} strokeWidth={1.5} className="mb-3 text-ink-3" />}
    >
      <p>{strings.search.noneWords}</p>
      {filters.length > 0 && <p className="mt-2">{strings.search.noneFilters(filters.join(', '))}</p>}
      {reading && <p className="mt-2">{strings.search.noneReading}</p>}
      {learning && <p className="mt-2">{strings.search.noneLearning}</p>}
      {onWithoutFilters !== null && (
        <Button className="mt-4" onClick={onWithoutFilters}>
          {strings.search.noneWithout}
        </Button>
      )}
    </Quiet>
  )
}

function Quiet({ title, icon, children }: { readonly title: string; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="h-full overflow-y-auto px-6 py-[8vh]">
      <div className="mx-auto max-w-[520px] text-ink-2">
        {icon}
        <h1 className="mb-1.5 text-xl font-semibold tracking-[-0.015em] text-ink">{title}</h1>
        {children}
      </div>
    </div>
  )
}
