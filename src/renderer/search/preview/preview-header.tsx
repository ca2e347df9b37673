import { ArrowLeft, ArrowLeftToLine, Ban, Copy, Ellipsis, ExternalLink, Info, Link2, ListTree, Sparkles } from 'lucide-react'
import type { DocumentView } from '../../../shared/model.ts'
import { useEngine } from '../../app/engine.tsx'
import { longDate } from '../../app/format.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { copyAsMarkdown } from './copy-as-markdown.ts'
import { type Part, personName } from './format.ts'
import { originalOf } from './open-original.ts'
import { Outline } from './outline.tsx'
import type { PreviewProps } from './preview.tsx'

export interface PreviewHeaderProps extends PreviewProps {
  readonly view: DocumentView | null
  readonly title: string
  readonly outline: readonly Part[]
  readonly details: boolean
  readonly onDetails: () => void
  readonly onGoTo: (at: number) => void
  readonly onSimilar: () => void
}

/** What the document is, and what can be done with it. Shown from the hit at once; the text follows. */
export function PreviewHeader(props: PreviewHeaderProps) {
  const { target, view, title, sourceName, outline, details, onBack, onReturn, onOpenOriginal, onNever, onDetails, onGoTo, onSimilar } =
    props
  const engine = useEngine()
  const about = target.hit ?? view
  const words = strings.preview
  const url = about?.url ?? ''
  const author = about?.author ?? ''
  return (
    <header className="border-b border-line px-6 py-4">
      <div className="flex h-5 items-center gap-2 text-xs text-ink-3">
        <Button look="ghost" square onClick={onBack} aria-label={words.back} className="-ml-2 md:hidden">
          <ArrowLeft aria-hidden />
        </Button>
        {onReturn !== null && (
          <Button look="ghost" onClick={onReturn} className="-ml-2 h-6 px-2 text-xs">
            <ArrowLeftToLine aria-hidden />
            {words.toResult}
          </Button>
        )}
        <bdi className="min-w-0 truncate">{about === null ? '' : [sourceName(about.source), ...about.path].join(strings.search.crumb)}</bdi>
      </div>
      <h1 dir="auto" className="mt-[3px] mb-2 line-clamp-3 text-xl font-semibold tracking-[-0.015em]">
        {title || strings.search.untitled}
      </h1>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3.5 gap-y-2 text-sm text-ink-2">
        {author !== '' && (
          <bdi className="max-w-60 truncate" title={author}>
            {personName(author)}
          </bdi>
        )}
        {about?.updatedAt != null && <span>{words.edited(longDate(about.updatedAt))}</span>}
        <span className="num">
          {view === null || view.text === '' ? '' : words.minutes(Math.max(1, Math.round(view.textLength / 1_300)))}
        </span>
        <span className="ml-auto flex flex-wrap gap-1.5">
          <Outline parts={outline} mimeType={view?.mimeType ?? ''} onGoTo={onGoTo} icon={<ListTree aria-hidden />} />
          <CopyButton square label={words.copyLink} text={originalOf(url)?.value ?? url} icon={Link2} />
          <Menu
            trigger={
              <Button square aria-label={words.more} title={words.more}>
                <Ellipsis aria-hidden />
              </Button>
            }
            items={[
              { label: details ? words.detailsHide : words.details, icon: Info, onSelect: onDetails },
              { label: words.similar, icon: Sparkles, onSelect: onSimilar },
              {
                label: words.copyMarkdown,
                icon: Copy,
                onSelect: () => void copyAsMarkdown(engine, target.documentId),
              },
              { label: words.never, icon: Ban, danger: true, onSelect: onNever },
            ]}
          />
          <Button onClick={onOpenOriginal}>
            <ExternalLink aria-hidden />
            {words.open}
          </Button>
        </span>
      </div>
    </header>
  )
}
