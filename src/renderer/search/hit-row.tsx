import { List, Sparkles } from 'lucide-react'
import type { Hit } from '../../shared/model.ts'
import { shortDate } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { MarkedText } from './marked.tsx'

/** One result: what it is, where it lives, the passage that answers, and why it was found. */
export function HitRow({ hit, sourceName }: { readonly hit: Hit; readonly sourceName: string }) {
  const byMeaning = hit.why.length === 1 && hit.why[0] === 'meaning'
  const Why = byMeaning ? Sparkles : List
  const heading = hit.heading.at(-1)
  return (
    <div className="grid grid-cols-[28px_minmax(0,1fr)] gap-2.5 px-3 py-2.5">
      <KindIcon mimeType={hit.mimeType} />
      <div className="min-w-0">
        <div className="flex items-baseline gap-2">
          <b className="truncate font-semibold tracking-[-0.005em]">
            {hit.title.text === '' ? strings.search.untitled : <MarkedText value={hit.title} />}
          </b>
          {hit.updatedAt !== null && (
            <time dateTime={hit.updatedAt} className="num ml-auto text-xs whitespace-nowrap text-ink-3">
              {shortDate(hit.updatedAt)}
            </time>
          )}
        </div>
        <div className="truncate text-xs text-ink-3">
          {[sourceName, ...hit.path].join(strings.search.crumb)}
          {heading !== undefined && heading !== hit.title.text && ` · ${heading}`}
        </div>
        {hit.snippet.text !== '' && (
          <div className="mt-[3px] line-clamp-2 text-sm text-ink-2">
            <MarkedText value={hit.snippet} />
          </div>
        )}
        <div className="mt-[5px] flex gap-3 text-xs text-ink-3">
          <span className="inline-flex items-center gap-1">
            <Why aria-hidden size={12} strokeWidth={1.75} />
            {strings.search.why(hit.why)}
          </span>
          {hit.places.length > 0 && <span>{strings.search.places(hit.places.length)}</span>}
        </div>
      </div>
    </div>
  )
}
