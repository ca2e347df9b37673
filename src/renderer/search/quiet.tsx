import { Clock, SearchX, Star, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SearchAnswer } from '../../shared/model.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { goTo } from '../app/route.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { FirstSync } from './first-sync.tsx'

/** Before the first word: what is there, what was looked for lately, and ways to ask. */
export function BeforeSearch({
  sources,
  documents,
  onTry,
}: {
  readonly sources: number
  readonly documents: number
  readonly onTry: (query: string) => void
}) {
  const demo = useAct('demo.add')
  const searches = useCall('searches.list', {}).data
  const forget = useAct('searches.remove')
  const words = strings.search
  const recent = searches?.recent ?? []
  const saved = searches?.saved ?? []
  return (
    <Quiet title={words.emptyTitle}>
      <p className="num">{sources === 0 ? words.emptyNothing : documents === 0 ? words.emptyIndexing : words.emptyLead(documents)}</p>
      {sources === 0 && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button look="primary" onClick={() => goTo('sources')}>
            {words.emptyAdd}
          </Button>
          <Button onClick={() => demo.mutate({})}>{words.emptyDemo}</Button>
        </div>
      )}
      <FirstSync />
      {saved.length > 0 && (
        <Section title={words.saved}>
          <ul>
            {saved.map(({ query, name }) => (
              <Entry
                key={query}
                icon={<Star aria-hidden size={14} strokeWidth={1.75} />}
                name={name}
                detail={name === query ? '' : query}
                forget={words.savedForget(name)}
                onChoose={() => onTry(query)}
                onForget={() => forget.mutate({ query, saved: true })}
              />
            ))}
          </ul>
        </Section>
      )}
      {recent.length > 0 && (
        <Section
          title={words.recent}
          action={
            <button
              type="button"
              className="cursor-pointer text-xs text-ink-3 underline underline-offset-3 hover:text-ink"
              onClick={() => forget.mutate({ query: null })}
            >
              {words.recentClear}
            </button>
          }
        >
          <ul>
            {recent.slice(0, 8).map(({ query }) => (
              <Entry
                key={query}
                icon={<Clock aria-hidden size={14} strokeWidth={1.75} />}
                name={query}
                detail=""
                forget={words.recentForget(query)}
                onChoose={() => onTry(query)}
                onForget={() => forget.mutate({ query })}
              />
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.tipsTitle}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-1.5 text-sm">
          {words.tips.map(([example, meaning]) => (
            <div key={example} className="contents">
              <dt>
                <button
                  type="button"
                  onClick={() => onTry(example.replaceAll(/[“”]/g, '"'))}
                  className="cursor-pointer rounded-s border border-line px-1.5 py-0.5 text-left text-ink hover:bg-hover"
                >
                  {example}
                </button>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </Quiet>
  )
}

function Entry({
  icon,
  name,
  detail,
  forget,
  onChoose,
  onForget,
}: {
  readonly icon: ReactNode
  readonly name: string
  readonly detail: string
  readonly forget: string
  readonly onChoose: () => void
  readonly onForget: () => void
}) {
  return (
    <li className="group -mx-2 flex items-center rounded-m hover:bg-hover">
      <button
        type="button"
        onClick={onChoose}
        className="flex h-8 min-w-0 flex-1 cursor-pointer items-center gap-2.5 rounded-m px-2 text-start text-ink"
      >
        <span className="text-ink-3">{icon}</span>
        <bdi className="truncate">{name}</bdi>
        {detail !== '' && <bdi className="truncate text-sm text-ink-3">{detail}</bdi>}
      </button>
      <button
        type="button"
        aria-label={forget}
        title={forget}
        onClick={onForget}
        className="cursor-pointer rounded-s p-1.5 text-ink-3 opacity-0 group-hover:opacity-100 hover:text-ink focus-visible:opacity-100 [@media(hover:none)]:opacity-100"
      >
        <X aria-hidden size={14} strokeWidth={1.75} />
      </button>
    </li>
  )
}

/** Nothing found: why that may be, and what to do next. */
export function NothingFound({
  query,
  counted,
  learning,
  onAsk,
  withoutFilters,
}: {
  readonly query: string
  /** Null until everything was looked into. */
  readonly counted: SearchAnswer | null
  readonly learning: boolean
  readonly onAsk: (query: string) => void
  /** The query without its filters; null when it has none, or nothing else. */
  readonly withoutFilters: string | null
}) {
  const words = strings.search
  const correction = counted?.didYouMean ?? null
  const narrow = counted?.tooNarrow ?? []
  const waiting = counted?.notIndexedYet?.waiting ?? 0
  const failed = counted?.notIndexedYet?.failed ?? 0
  return (
    <Quiet title={words.noneTitle(query.trim())} icon={<SearchX aria-hidden size={22} strokeWidth={1.5} className="mb-3 text-ink-3" />}>
      {correction !== null && (
        <p className="mb-2 text-md">
          {words.didYouMean}{' '}
          <button
            type="button"
            className="cursor-pointer font-semibold text-accent underline underline-offset-3"
            onClick={() => onAsk(correction)}
          >
            <bdi>{correction.trim()}</bdi>
          </button>
          ?
        </p>
      )}
      {narrow.length === 0 && <p>{words.noneWords}</p>}
      {narrow.length > 0 && (
        <>
          <p>{words.noneNarrowTitle}</p>
          <ul className="mt-3 flex flex-wrap gap-2">
            {narrow.map(({ filter, total }) => (
              <li key={filter}>
                <Button className="num" onClick={() => onAsk(query.replace(filter, '').replace(/\s+/g, ' ').trim())}>
                  {words.noneNarrow(filter, total)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {waiting > 0 && <p className="num mt-3">{words.noneWaiting(waiting)}</p>}
      {failed > 0 && (
        <p className="num mt-3">
          {words.noneFailed(failed)}{' '}
          <button type="button" className="cursor-pointer text-accent underline underline-offset-3" onClick={() => goTo('activity')}>
            {words.noneFailedShow}
          </button>
        </p>
      )}
      {learning && <p className="mt-3">{words.noneLearning}</p>}
      <FirstSync />
      {withoutFilters !== null && narrow.length !== 1 && (
        <Button className="mt-4" onClick={() => onAsk(withoutFilters)}>
          {words.noneWithout}
        </Button>
      )}
    </Quiet>
  )
}

function Section({ title, action, children }: { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="mt-7" aria-label={title}>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 className="text-xs font-semibold tracking-[0.02em] text-ink-3">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

function Quiet({ title, icon, children }: { readonly title: string; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="h-full overflow-y-auto px-6 py-[8vh]" data-pane data-scroller>
      <div className="mx-auto max-w-[560px] text-ink-2">
        {icon}
        <h1 className="mb-1.5 text-xl font-semibold tracking-[-0.015em] text-ink">{title}</h1>
        {children}
      </div>
    </div>
  )
}
