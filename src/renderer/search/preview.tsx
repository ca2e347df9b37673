import { ArrowLeft, ExternalLink, Link2 } from 'lucide-react'
import { type RefObject, useMemo, useRef, useState } from 'react'
import type { Hit, SearchAnswer } from '../../shared/model.ts'
import { useCall } from '../app/engine.tsx'
import { longDate } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { DocumentText } from './document-text.tsx'
import { afterTitle, excerpt, locateSnippet, termsOf } from './highlight.ts'
import { LinkDialog } from './link-dialog.tsx'
import { originalOf } from './open-original.ts'
import { PreviewFoot } from './preview-foot.tsx'
import { type Matches, useMatches } from './use-matches.ts'

/** Longest text shown at once, in UTF-16 units: about forty pages, which a browser lays out without a pause. */
const longest = 60_000
const none: readonly string[] = []

export interface PreviewProps {
  readonly hit: Hit
  readonly answer: SearchAnswer
  readonly sourceName: string
  readonly matches: RefObject<Matches | null>
  readonly onBack: () => void
  readonly onOpenOriginal: (hit: Hit) => void
}

/** The active result's document, at the passage that was found. */
export function Preview({ hit, answer, sourceName, matches, onBack, onOpenOriginal }: PreviewProps) {
  const document = useCall('documents.get', { documentId: hit.documentId })
  const [whole, setWhole] = useState<number | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const article = useRef<HTMLElement>(null)
  const text = document.data?.text ?? ''
  const at = useMemo(() => locateSnippet(text, hit.snippet.text) ?? 0, [text, hit.snippet.text])
  const part = useMemo(() => {
    const from = afterTitle(text, hit.title.text)
    const rest = text.slice(from)
    const { text: shown, start } = whole === hit.documentId ? { text: rest, start: 0 } : excerpt(rest, at - from, longest)
    return { text: shown, start: from + start, cut: shown.length < rest.length }
  }, [text, at, whole, hit.documentId, hit.title.text])
  const marking = `${answer.understood.words.join(' ')} ${hit.documentId}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal words on an equal document are equal terms
  const terms = useMemo(() => termsOf(hit, answer), [marking])
  const walk = useMatches(article, text === '' ? '' : `${marking} ${part.start} ${part.text.length}`, at - part.start)
  matches.current = walk

  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <header className="border-b border-line px-6 py-4">
        <div className="flex items-center gap-2 text-xs text-ink-3">
          <Button look="ghost" square onClick={onBack} aria-label={strings.preview.back} className="-ml-2 md:hidden">
            <ArrowLeft aria-hidden />
          </Button>
          <span className="min-w-0 truncate">{[sourceName, ...hit.path].join(strings.search.crumb)}</span>
        </div>
        <h1 className="mt-[3px] mb-2 text-xl font-semibold tracking-[-0.015em]">{hit.title.text || strings.search.untitled}</h1>
        <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2 text-sm text-ink-2">
          {hit.author !== null && <span>{hit.author}</span>}
          {hit.updatedAt !== null && <span>{strings.preview.edited(longDate(hit.updatedAt))}</span>}
          {text !== '' && <span>{strings.preview.minutes(Math.max(1, Math.round(text.length / 1_300)))}</span>}
          <span className="ml-auto flex gap-1.5">
            <CopyButton square label={strings.preview.copyLink} text={originalOf(hit.url)?.value ?? hit.url} icon={Link2} />
            <Button onClick={() => onOpenOriginal(hit)}>
              <ExternalLink aria-hidden />
              {strings.preview.open}
            </Button>
          </span>
        </div>
      </header>
      <ScrollPane ref={article} label={hit.title.text || strings.search.untitled} pane={false}>
        <article className="max-w-[calc(68ch+48px)] p-6 text-[14px] leading-[1.65]">
          {document.isError && <p className="text-ink-2">{strings.preview.gone}</p>}
          {document.data?.text === '' && <p className="text-ink-2">{strings.preview.empty}</p>}
          {part.cut && (
            <p className="mb-4 flex flex-wrap items-center gap-3 text-sm text-ink-2">
              {strings.preview.cut(part.text.length, text.length)}
              <Button onClick={() => setWhole(hit.documentId)}>{strings.preview.all}</Button>
            </p>
          )}
          {text !== '' && (
            <DocumentText text={part.text} mimeType={document.data?.mimeType ?? hit.mimeType} terms={terms ?? none} onLink={setLink} />
          )}
        </article>
      </ScrollPane>
      <PreviewFoot matches={walk} />
      <LinkDialog url={link} onClose={() => setLink(null)} />
    </div>
  )
}
