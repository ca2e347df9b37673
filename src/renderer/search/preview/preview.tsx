import { memo, type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { DocumentView, Hit, SearchAnswer } from '../../../shared/model.ts'
import { useCall } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { ScrollPane } from '../../ui/scroll-pane.tsx'
import { Attachments } from './attachments.tsx'
import { Conversation } from './conversation.tsx'
import { Details } from './details.tsx'
import { DocumentText } from './document-text.tsx'
import { messageHead, outlineOf } from './format.ts'
import { afterTitle, termsOf } from './highlight.ts'
import { LinkDialog } from './link-dialog.tsx'
import { MessageHeadView } from './message-head.tsx'
import { PreviewFoot } from './preview-foot.tsx'
import { PreviewHeader } from './preview-header.tsx'
import { Similar } from './similar.tsx'
import { useDocument } from './use-document.ts'
import { scrollToOffset, useMatches } from './use-matches.ts'

/** What is shown: a document, the place that was found in it, and the hit it was found by. */
export interface PreviewTarget {
  readonly documentId: number
  /** In UTF-16 units of its text. */
  readonly at: number
  /** Null for a document that was reached from another. */
  readonly hit: Hit | null
  /** Says what to mark. */
  readonly answer: SearchAnswer
}

/** What the screen's keys and commands do with the document in the preview. */
export interface PreviewHandle {
  step(by: 1 | -1): void
  readonly view: DocumentView | null
  showSimilar(): void
}

export interface PreviewProps {
  readonly target: PreviewTarget
  readonly sourceName: (id: string) => string
  readonly handle: RefObject<PreviewHandle | null>
  /** Back to the results, where the preview lies over them. */
  readonly onBack: () => void
  /** Back to the document before; null when this is the first. */
  readonly onReturn: (() => void) | null
  readonly onShow: (documentId: number) => void
  readonly onOpenOriginal: () => void
  readonly onNever: () => void
}

/** The active result's document, at the passage that was found. */
export const Preview = memo(function Preview(props: PreviewProps) {
  const { target, sourceName, handle, onShow } = props
  const { documentId, at, hit, answer } = target
  const loaded = useDocument(documentId, at)
  const related = useCall('documents.related', { documentId }).data
  const [link, setLink] = useState<string | null>(null)
  const [similar, setSimilar] = useState<number | null>(null)
  const [details, setDetails] = useState(false)
  const pane = useRef<HTMLElement>(null)
  const { view } = loaded
  const title = hit?.title.text ?? view?.title ?? ''
  const mimeType = view?.mimeType ?? hit?.mimeType ?? ''

  const body = useMemo(() => {
    const head = loaded.start === 0 && /^message\/|outlook/.test(mimeType) ? messageHead(loaded.text) : null
    const skip = head?.end ?? (loaded.start === 0 ? afterTitle(loaded.text, title) : 0)
    return { head, text: loaded.text.slice(skip), start: loaded.start + skip }
  }, [loaded.text, loaded.start, mimeType, title])
  const marking = `${answer.understood.words.join(' ')} ${documentId}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal words on an equal document are equal terms
  const terms = useMemo(() => termsOf(hit, answer), [marking])
  // Laying out a long text takes a while: what is typed meanwhile goes first.
  const wanted = useMemo(() => ({ ...body, terms, documentId, mimeType }), [body, terms, documentId, mimeType])
  const shown = useDeferredValue(wanted)
  const settled = shown === wanted && view !== null
  const ready = shown.documentId === documentId && view !== null
  const walk = useMatches(pane, settled ? `${marking} ${at}` : '', at, shown)
  const outline = useMemo(() => outlineOf(shown.text, shown.start), [shown.text, shown.start])

  useEffect(() => {
    handle.current = { step: walk.step, view, showSimilar: () => setSimilar(documentId) }
  })
  useEffect(() => {
    if (similar !== null) pane.current?.querySelector('[data-similar]')?.scrollIntoView({ block: 'nearest' })
  }, [similar])

  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <PreviewHeader
        {...props}
        view={view}
        title={title}
        sourceName={sourceName}
        outline={outline}
        details={details}
        onDetails={() => setDetails(!details)}
        onGoTo={(place) => pane.current !== null && scrollToOffset(pane.current, place)}
        onSimilar={() => setSimilar(documentId)}
      />
      <ScrollPane ref={pane} label={title || strings.search.untitled} pane={false}>
        <article className="max-w-[calc(68ch+48px)] p-6 text-[14px] leading-[1.65]" aria-busy={!settled}>
          {details && view !== null && <Details view={view} related={related} sourceName={sourceName} />}
          {related !== undefined && (related.parent !== null || related.attachments.length > 0) && (
            <Attachments related={related} onShow={onShow} />
          )}
          {loaded.error !== null && <p className="text-ink-2">{strings.preview.gone}</p>}
          {view?.text === '' && <p className="text-ink-2">{strings.preview.empty}</p>}
          {loaded.before !== null && <Button onClick={loaded.before}>{strings.preview.before}</Button>}
          <Conversation thread={related?.thread ?? []} current={documentId} onShow={onShow}>
            {shown.head !== null && <MessageHeadView head={shown.head} />}
            {ready && shown.text !== '' && (
              <DocumentText
                text={shown.text}
                start={shown.start}
                mimeType={shown.mimeType}
                name={view.externalId}
                terms={shown.terms}
                onLink={setLink}
              />
            )}
          </Conversation>
          {loaded.after !== null && (
            <p className="mt-4 flex flex-wrap items-center gap-3 text-sm text-ink-2">
              {strings.preview.cut(loaded.text.length, view?.textLength ?? 0)}
              <Button onClick={loaded.after}>{strings.preview.after}</Button>
            </p>
          )}
          <Similar
            documentId={documentId}
            shown={similar === documentId}
            sourceName={sourceName}
            onAsk={() => setSimilar(documentId)}
            onShow={onShow}
          />
        </article>
      </ScrollPane>
      <PreviewFoot matches={walk} found={hit !== null && hit.why.length > 0} />
      <LinkDialog url={link} onClose={() => setLink(null)} />
    </div>
  )
})
