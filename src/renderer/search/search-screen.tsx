import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Hit } from '../../shared/model.ts'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { isField } from '../app/use-field-focus.ts'
import { HitList, type ListHandle, optionId } from './hit-list.tsx'
import { PathDialog } from './link-dialog.tsx'
import { moveCursor } from './move-cursor.ts'
import { originalOf } from './open-original.ts'
import { Preview } from './preview.tsx'
import { BeforeSearch, NothingFound } from './quiet.tsx'
import { ResultLine } from './result-line.tsx'
import { SearchField } from './search-field.tsx'
import { SourceChips } from './source-chips.tsx'
import type { Matches } from './use-matches.ts'
import { useSearch } from './use-search.ts'

/** What the person was doing, kept while they look at another screen. */
let left = { query: '', source: null as string | null }

/** Field, results and preview. */
export function SearchScreen() {
  const [query, setQuery] = useState(left.query)
  const [source, setSource] = useState(left.source)
  const [cursor, setCursor] = useState<{ readonly id: number; readonly moved: boolean } | null>(null)
  const [reading, setReading] = useState(false)
  const [path, setPath] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<ListHandle>(null)
  const matches = useRef<Matches | null>(null)
  const pane = useRef<HTMLElement>(null)
  const heldByCursor = useRef(0)
  const sources = useCall('sources.list', {}).data ?? []
  const embedding = useCall('embedding.status', {}).data
  const held = useCallback(() => Math.max(list.current?.held() ?? 0, heldByCursor.current), [])
  const { shown, error, more } = useSearch(query, source, held)

  const hits = shown?.hits ?? []
  const found = cursor === null ? -1 : hits.findIndex((hit) => hit.documentId === cursor.id)
  const active = found >= 0 ? found : hits.length > 0 ? 0 : -1
  const hit = hits[active]
  heldByCursor.current = cursor?.moved === true && found >= 0 ? found + 1 : 0
  left = { query, source }
  const sourceName = (id: string) => sources.find((status) => status.source.id === id)?.source.name ?? id
  const documents = sources.reduce((sum, { coverage }) => sum + coverage.searchable, 0)
  const busy = sources.some(({ coverage, progress }) => coverage.waiting > 0 || progress !== null)

  const learning = embedding !== undefined && embedding.done < embedding.total

  const ask = (next: string) => {
    setQuery(next)
    setCursor(null)
    setReading(false)
  }
  const choose = (index: number) => {
    const next = hits[index]
    if (next !== undefined) setCursor({ id: next.documentId, moved: true })
  }
  const read = () => {
    if (hit === undefined) return
    setCursor({ id: hit.documentId, moved: true })
    setReading(true)
    requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>('[data-scroller]')?.focus())
  }
  const openOriginal = (which: Hit) => {
    const original = originalOf(which.url)
    if (window.magpie?.openDocument !== undefined) void window.magpie.openDocument(which.documentId)
    else if (original?.type === 'address') window.open(original.value, '_blank', 'noopener,noreferrer')
    else if (original !== null) setPath(original.value)
  }
  const back = () => {
    setReading(false)
    field.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, every key belongs to it (229 is what Safari reports then).
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return
    const next = moveCursor(event, active, hits.length, list.current?.pageRows() ?? 5)
    if (next !== null) choose(next)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && hit !== undefined) openOriginal(hit)
    else if (event.key === 'Enter' && !event.shiftKey) read()
    else if (event.key === 'Escape' && event.target !== field.current) back()
    else if (event.key === 'Escape' && query !== '') ask('')
    else return
    event.preventDefault()
  }

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.isComposing || document.querySelector('[role=dialog]') !== null) return
      const letter = !isField(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key === 'F3') matches.current?.step(event.shiftKey ? -1 : 1)
      else if (letter && event.key === 'n') matches.current?.step(1)
      else if (letter && (event.key === 'p' || event.key === 'N')) matches.current?.step(-1)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  const nothing = shown !== null && hits.length === 0
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] bg-surface">
      <div className="border-b border-line px-4 pt-4 pb-3 md:px-6" data-pane>
        <SearchField
          value={query}
          field={field}
          activeId={hit === undefined ? undefined : optionId(hit)}
          expanded={hits.length > 0}
          onChange={ask}
          onKeyDown={onKeyDown}
        />
        {shown !== null && (
          <div className="mt-3 flex min-h-[26px] flex-wrap items-center gap-x-3 gap-y-1.5">
            <SourceChips sources={sources.map((status) => status.source)} chosen={source} total={shown.answer.total} onChoose={setSource} />
            <ResultLine answer={shown.answer} learning={learning} />
          </div>
        )}
      </div>
      {error !== null && shown === null && <p className="p-6 text-ink-2">{strings.search.failed}</p>}
      {shown === null && error === null && query.trim() === '' && (
        <BeforeSearch
          documents={documents}
          reading={busy && documents === 0}
          onTry={(example) => {
            ask(example.replaceAll(/[“”]/g, '"'))
            field.current?.focus()
          }}
        />
      )}
      {nothing && (
        <NothingFound
          query={shown.query}
          filters={[...shown.answer.understood.filters, ...(source === null ? [] : [sourceName(source)])]}
          learning={learning}
          reading={busy}
          onWithoutFilters={
            shown.answer.understood.filters.length === 0 && source === null
              ? null
              : () => {
                  setSource(null)
                  if (shown.answer.understood.words.length > 0 && shown.answer.understood.filters.length > 0)
                    ask(shown.answer.understood.words.join(' '))
                }
          }
        />
      )}
      {shown !== null && hit !== undefined && (
        <div className="relative grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] overflow-hidden md:grid-cols-[minmax(340px,5fr)_6fr]">
          <div className="min-h-0 min-w-0 border-line md:border-r" data-pane inert={reading && isNarrow()}>
            <HitList
              hits={hits}
              active={active}
              handle={list}
              sourceName={sourceName}
              onKeyDown={onKeyDown}
              onEnd={more}
              onChoose={(index, by) => {
                choose(index)
                if (by === 'double' && hits[index] !== undefined) openOriginal(hits[index])
                else if (isNarrow()) setReading(true)
              }}
            />
          </div>
          <section
            ref={pane}
            aria-label={strings.preview.label}
            data-pane
            onKeyDown={(event) => {
              if (event.key === 'Escape') back()
              else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) openOriginal(hit)
            }}
            className={`min-h-0 min-w-0 bg-surface transition-transform max-md:absolute max-md:inset-0 ${reading ? '' : 'max-md:invisible max-md:translate-x-full'}`}
          >
            <Preview
              hit={hit}
              answer={shown.answer}
              sourceName={sourceName(hit.source)}
              matches={matches}
              onBack={back}
              onOpenOriginal={openOriginal}
            />
          </section>
        </div>
      )}
      <PathDialog path={path} onClose={() => setPath(null)} />
    </div>
  )
}

/** Below this the preview lies over the list (the stylesheet's `md`). */
const isNarrow = () => matchMedia('(max-width: 899px)').matches
