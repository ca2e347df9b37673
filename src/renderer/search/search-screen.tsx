import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Hit } from '../../shared/model.ts'
import { announce } from '../app/announce.tsx'
import { copyText } from '../app/copy-text.ts'
import { useAct, useCall, useEngine } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { isField } from '../app/use-field-focus.ts'
import { useStable } from '../app/use-stable.ts'
import { FilterBar } from './filter-bar.tsx'
import { onlyFilters, withoutFilters } from './filters.ts'
import { HitList, type ListHandle, optionId } from './hit-list.tsx'
import { rowCount } from './list-rows.ts'
import { moveCursor } from './move-cursor.ts'
import { copyAsMarkdown } from './preview/copy-as-markdown.ts'
import { PathDialog } from './preview/link-dialog.tsx'
import { NeverDialog } from './preview/never-dialog.tsx'
import { addressAt, originalOf } from './preview/open-original.ts'
import { Preview, type PreviewHandle } from './preview/preview.tsx'
import { BeforeSearch, NothingFound } from './quiet.tsx'
import { ResultLine } from './result-line.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { SearchField } from './search-field.tsx'
import { useCursor } from './use-cursor.ts'
import { usePreviewTarget } from './use-preview-target.ts'
import { type Sort, useResults } from './use-results.ts'
import { nothingSelected, useScreenKeys } from './use-screen-keys.ts'
import { useSearchCommands } from './use-search-commands.ts'

/** What the person was doing, kept while they look at another screen. */
let left = { query: '', sort: 'relevance' as Sort }

/** Field, filters, results and preview. */
export function SearchScreen() {
  const engine = useEngine()
  const [query, setQuery] = useState(left.query)
  const [sort, setSort] = useState<Sort>(left.sort)
  const [reading, setReading] = useState(false)
  const [dialog, setDialog] = useState<'save' | 'never' | null>(null)
  const [path, setPath] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<ListHandle>(null)
  const preview = useRef<PreviewHandle | null>(null)
  const pane = useRef<HTMLElement>(null)
  const heldByCursor = useRef(0)
  const focusWanted = useRef(false)
  const held = useCallback(() => Math.max(list.current?.held() ?? 0, heldByCursor.current), [])
  const statuses = useCall('sources.list', {}).data
  const embedding = useCall('embedding.status', {}).data
  const searches = useCall('searches.list', {}).data
  const note = useAct('searches.save')
  const forget = useAct('searches.remove')
  const results = useResults(query, sort, held)
  const cursor = useCursor(results, query)
  const { shown, counted, total, error } = results
  const { documentId, target, show, back: toHit } = usePreviewTarget(cursor, query, shown)
  const { hit } = cursor
  left = { query, sort }
  heldByCursor.current = cursor.held

  const sources = useMemo(() => (statuses ?? []).map(({ source }) => source), [statuses])
  const sourceName = useCallback((id: string) => sources.find((source) => source.id === id)?.name ?? id, [sources])
  const documents = (statuses ?? []).reduce((sum, { coverage }) => sum + coverage.searchable, 0)
  const learning = embedding !== undefined && embedding.done < embedding.total
  const saved = searches?.saved.some((kept) => kept.query === query.trim()) === true

  const ask = (next: string) => {
    results.ahead(next)
    setQuery(next)
    cursor.reset()
    setReading(false)
  }
  const askAndType = (next: string) => {
    ask(next)
    requestAnimationFrame(() => field.current?.focus())
  }
  const noteSearch = () => {
    if (query.trim() !== '') note.mutate({ query: query.trim() })
  }
  const read = () => {
    if (hit === undefined) return
    cursor.moveTo(cursor.place)
    setReading(true)
    noteSearch()
    focusWanted.current = true
    requestAnimationFrame(focusText)
  }
  const openOriginal = (which?: Hit) => {
    const view = preview.current?.view
    const about = which ?? (target?.hit === null ? view : hit)
    if (about === undefined || about === null) return
    noteSearch()
    const original = originalOf(about.url)
    const found = which ?? hit
    if (window.magpie?.openDocument !== undefined) void window.magpie.openDocument(about.documentId)
    else if (original?.type === 'address') {
      const place = { mimeType: about.mimeType, heading: found?.heading ?? [], passage: found?.snippet.text ?? '' }
      window.open(about === view ? original.value : addressAt(original.value, place), '_blank', 'noopener,noreferrer')
    } else if (original !== null) setPath(original.value)
  }
  const copyLink = () => {
    if (hit === undefined) return
    noteSearch()
    void copyText(originalOf(hit.url)?.value ?? hit.url, () => announce(strings.search.linkCopied))
  }
  const back = () => {
    focusWanted.current = false
    setReading(false)
    field.current?.focus()
  }

  // The text may not be there yet when a person wants to read it.
  const focusText = () => {
    const text = pane.current?.querySelector<HTMLElement>('[data-scroller]')
    if (!focusWanted.current || text === null || text === undefined) return
    focusWanted.current = false
    text.focus()
  }
  useEffect(() => {
    if (target !== null) focusText()
  })

  useSearchCommands(
    {
      read,
      original: () => openOriginal(),
      copyLink,
      copyMarkdown: () => {
        if (documentId !== undefined) void copyAsMarkdown(engine, documentId)
      },
      never: () => setDialog('never'),
      similar: () => preview.current?.showSimilar(),
      step: (by) => preview.current?.step(by),
      passages: () => hit !== undefined && cursor.toggle(hit),
      sort: setSort,
      withoutFilters: () => ask(withoutFilters(query)),
      save: () => setDialog('save'),
      ask: askAndType,
    },
    hit !== undefined,
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return
    const inField = event.target === field.current
    const command = event.ctrlKey || event.metaKey
    const next = moveCursor(event, cursor.place, rowCount(total, cursor.expanded), () => list.current?.pageRows() ?? 5)
    if (next !== null) cursor.moveTo(next)
    else if (event.altKey && event.key === 'ArrowDown' && hit !== undefined) cursor.toggle(hit)
    else if (event.altKey && event.key === 'ArrowUp' && hit !== undefined) cursor.toggle(hit, false)
    else if (!inField && event.key === 'ArrowRight' && hit !== undefined) cursor.toggle(hit)
    else if (!inField && event.key === 'ArrowLeft' && hit !== undefined) cursor.toggle(hit, false)
    else if (event.key === 'Enter' && command) openOriginal(hit)
    else if (event.key === 'Enter' && !event.shiftKey) read()
    else if (event.key === ' ' && !inField) read()
    else if (event.key === 'Escape' && !inField) back()
    else if (event.key === 'Escape' && query !== '') ask('')
    else return
    event.preventDefault()
  }

  useScreenKeys((event) => {
    const letter = !isField(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey
    const command = event.ctrlKey || event.metaKey
    if (event.key === 'F3') preview.current?.step(event.shiftKey ? -1 : 1)
    else if (letter && event.key === 'n') preview.current?.step(1)
    else if (letter && (event.key === 'p' || event.key === 'N')) preview.current?.step(-1)
    else if (command && event.key.toLowerCase() === 'c' && !event.shiftKey && nothingSelected()) copyLink()
    else return false
    return true
  })

  const onFilter = useStable((change: (query: string) => string) => ask(change(query)))
  const onListKey = useStable(onKeyDown)
  const onToggle = useStable(cursor.toggle)
  const onChoose = useStable((place: number, by: 'click' | 'double') => {
    cursor.moveTo(place)
    if (by === 'double') openOriginal(hit)
    else {
      noteSearch()
      if (isNarrow()) setReading(true)
    }
  })
  const onBack = useStable(back)
  const onReturn = useStable(() => toHit?.())
  const onShow = useStable(show)
  const onOpenOriginal = useStable(() => openOriginal())
  const onNever = useStable(() => setDialog('never'))
  const asks = query.trim() !== ''
  const found = asks && shown !== null && total > 0
  const words = withoutFilters(query).trim()
  return (
    <div data-shown={shown?.query} className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] bg-surface">
      <div className="border-b border-line px-4 pt-4 pb-3 md:px-6" data-pane>
        <SearchField
          value={query}
          field={field}
          activeId={cursor.place < 0 ? undefined : optionId(cursor.place)}
          expanded={total > 0}
          onChange={ask}
          onKeyDown={onKeyDown}
        />
        {asks && (
          <div className="mt-3 flex min-h-[30px] items-center gap-x-3 gap-y-1 max-md:flex-wrap">
            <FilterBar
              filters={onlyFilters(query)}
              sources={sources}
              facets={counted?.facets ?? null}
              total={counted === null ? 0 : total}
              onChange={onFilter}
            />
            <ResultLine
              results={results}
              learning={learning}
              sort={sort}
              saved={saved}
              onSort={(next) => {
                setSort(next)
                cursor.reset()
              }}
              onSave={() => (saved ? forget.mutate({ query: query.trim(), saved: true }) : setDialog('save'))}
              onCorrect={askAndType}
            />
          </div>
        )}
      </div>
      <div className="relative grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] overflow-hidden *:[grid-area:1/1]">
        {error !== null && shown === null && asks && <p className="p-6 text-ink-2">{strings.search.failed}</p>}
        {!asks && <BeforeSearch sources={sources.length} documents={documents} onTry={askAndType} />}
        {asks && shown !== null && total === 0 && (
          <NothingFound
            query={shown.query}
            counted={counted}
            learning={learning}
            onAsk={askAndType}
            withoutFilters={words === '' || onlyFilters(query) === '' ? null : words}
          />
        )}
        <div
          className={`grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] md:grid-cols-[minmax(340px,5fr)_6fr] ${found ? '' : '[content-visibility:hidden]'}`}
          inert={!found}
        >
          <div className="min-h-0 min-w-0 border-line md:border-e" data-pane inert={reading && isNarrow()}>
            <HitList
              question={`${sort} ${shown?.query}`}
              total={total}
              hitAt={results.hitAt}
              need={results.need}
              expanded={cursor.expanded}
              passagesOf={cursor.passagesOf}
              active={cursor.place}
              handle={list}
              sourceName={sourceName}
              onToggle={onToggle}
              onKeyDown={onListKey}
              onChoose={onChoose}
            />
          </div>
          <section
            ref={pane}
            tabIndex={-1}
            aria-label={strings.preview.label}
            data-pane
            onKeyDown={(event) => {
              if (event.defaultPrevented || event.nativeEvent.isComposing) return
              if (event.key === 'Escape') back()
              else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) openOriginal()
            }}
            className={`min-h-0 min-w-0 bg-surface contain-layout contain-paint transition-transform max-md:absolute max-md:inset-0 ${reading ? '' : 'max-md:invisible max-md:translate-x-full'}`}
          >
            {target !== null && (
              <Preview
                target={target}
                sourceName={sourceName}
                handle={preview}
                onBack={onBack}
                onReturn={toHit === null ? null : onReturn}
                onShow={onShow}
                onOpenOriginal={onOpenOriginal}
                onNever={onNever}
              />
            )}
          </section>
        </div>
      </div>
      <PathDialog path={path} onClose={() => setPath(null)} />
      {dialog === 'save' && <SaveDialog query={query.trim()} onClose={() => setDialog(null)} />}
      {dialog === 'never' && preview.current?.view != null && <NeverDialog view={preview.current.view} onClose={() => setDialog(null)} />}
    </div>
  )
}

/** Below this the preview lies over the list (the stylesheet's `md`). */
const isNarrow = () => matchMedia('(max-width: 899px)').matches
