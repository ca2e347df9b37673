import { ChevronDown, ChevronRight, List, Sparkles } from 'lucide-react'
import { memo } from 'react'
import type { Hit, Passage } from '../../shared/model.ts'
import { shortDate } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { MarkedText } from './marked.tsx'
import { personName } from './preview/format.ts'

export interface HitRowProps {
  readonly hit: Hit
  readonly sourceName: string
  readonly open: boolean
  /** Shows or hides everything that was found in it. */
  readonly onToggle: (hit: Hit) => void
}

/** One result: what it is, where it lives, the passage that answers, and why it was found. As high as `hitHeight`. */
export const HitRow = memo(function HitRow({ hit, sourceName, open, onToggle }: HitRowProps) {
  const byMeaning = hit.why.length === 1 && hit.why[0] === 'meaning'
  const Why = byMeaning ? Sparkles : List
  const heading = hit.heading.at(-1)
  const words = strings.search
  const found = hit.thread.length > 0 ? words.messages(hit.thread.length + 1) : words.passages(hit.chunks)
  const Arrow = open ? ChevronDown : ChevronRight
  return (
    <div className="grid h-full grid-cols-[28px_minmax(0,1fr)] gap-2.5 px-3 py-2.5">
      <KindIcon mimeType={hit.mimeType} />
      <div className="grid min-w-0 grid-rows-[20px_17px_minmax(0,1fr)_18px]">
        <div className="flex items-baseline gap-2">
          <b dir="auto" className="min-w-0 flex-1 truncate font-semibold tracking-[-0.005em]">
            {hit.title.text === '' ? words.untitled : <MarkedText value={hit.title} />}
          </b>
          {hit.updatedAt !== null && (
            <time dateTime={hit.updatedAt} className="num text-xs whitespace-nowrap text-ink-3">
              {shortDate(hit.updatedAt)}
            </time>
          )}
        </div>
        <div className="truncate text-xs text-ink-3">
          <bdi>{[sourceName, ...hit.path].join(words.crumb)}</bdi>
          {heading !== undefined && heading !== hit.title.text && (
            <>
              {' · '}
              <bdi>{heading}</bdi>
            </>
          )}
        </div>
        <div dir="auto" className="mt-[3px] line-clamp-2 self-start text-sm text-ink-2">
          <MarkedText value={hit.snippet} />
        </div>
        <div className="flex items-center gap-3 overflow-hidden text-xs whitespace-nowrap text-ink-3">
          {hit.why.length > 0 && (
            <span className="inline-flex items-center gap-1">
              <Why aria-hidden size={12} strokeWidth={1.75} />
              {words.why(hit.why)}
            </span>
          )}
          {hit.author !== null && hit.author !== '' && <bdi className="min-w-0 truncate">{personName(hit.author)}</bdi>}
          {canOpen(hit) && (
            // biome-ignore lint/a11y/noStaticElementInteractions: an option holds no button; Alt ↓ does the same
            // biome-ignore lint/a11y/useKeyWithClickEvents: as above
            <span
              className="num -my-0.5 inline-flex cursor-pointer items-center gap-0.5 rounded-s px-1 hover:bg-line hover:text-ink"
              onClick={(event) => {
                event.stopPropagation()
                onToggle(hit)
              }}
            >
              <Arrow aria-hidden size={12} strokeWidth={1.75} />
              {found}
            </span>
          )}
          {hit.places.length > 0 && <span>{words.places(hit.places.length)}</span>}
        </div>
      </div>
    </div>
  )
})

/** Whether more was found in it than its row shows. */
export const canOpen = ({ chunks, thread, why }: Hit): boolean =>
  thread.length > 0 || (chunks > 1 && why.some((reason) => reason !== 'meaning'))

/** A further passage of the hit above, or of another message of its conversation. As high as `passageHeight`. */
export function PassageRow({ passage, hit }: { readonly passage: Passage; readonly hit: Hit }) {
  const other = passage.documentId !== hit.documentId
  const head = other
    ? [passage.author === null ? null : personName(passage.author), passage.updatedAt === null ? null : shortDate(passage.updatedAt)]
    : [passage.heading.at(-1)]
  return (
    <div className="ms-[50px] me-3 h-full overflow-hidden border-s border-line py-1 ps-3 text-sm text-ink-2">
      <div className="truncate text-xs text-ink-3">
        <bdi>{head.filter((part) => part !== null && part !== undefined && part !== '').join(' · ') || passage.title}</bdi>
      </div>
      <div dir="auto" className="line-clamp-2 leading-[1.35]">
        <MarkedText value={passage.snippet} />
      </div>
    </div>
  )
}

/** Keeps the place of a hit whose page is on the way, or that left the index meanwhile. */
export function MissingRow({ gone }: { readonly gone: boolean }) {
  return (
    <div className="grid h-full grid-cols-[28px_minmax(0,1fr)] gap-2.5 px-3 py-2.5 text-sm text-ink-3">
      <span className="size-7 rounded-m border border-line" />
      <span className="pt-1">{gone ? strings.search.gone : strings.search.loading}</span>
    </div>
  )
}
