import { Sparkles } from 'lucide-react'
import { useCall } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'

const most = 6

/** The nearest documents by meaning, once asked for. */
export function Similar({
  documentId,
  shown,
  sourceName,
  onAsk,
  onShow,
}: {
  readonly documentId: number
  readonly shown: boolean
  readonly sourceName: (id: string) => string
  readonly onAsk: () => void
  readonly onShow: (documentId: number) => void
}) {
  const { data, isError } = useCall('similar', { documentId, limit: most }, { enabled: shown })
  if (!shown)
    return (
      <p className="mt-8 border-t border-line pt-4">
        <Button onClick={onAsk}>
          <Sparkles aria-hidden />
          {strings.preview.similar}
        </Button>
      </p>
    )
  return (
    <section data-similar aria-label={strings.preview.similarTitle} className="mt-8 border-t border-line pt-4">
      <h2 className="mb-2 text-xs font-semibold tracking-[0.02em] text-ink-3">{strings.preview.similarTitle}</h2>
      {data === undefined && <p className="text-sm text-ink-3">{isError ? strings.search.failed : strings.search.loading}</p>}
      {data?.hits.length === 0 && <p className="text-sm text-ink-2">{strings.preview.similarNone}</p>}
      <ul>
        {data?.hits.map((hit) => (
          <li key={hit.documentId}>
            <button
              type="button"
              onClick={() => onShow(hit.documentId)}
              className="-mx-2 flex w-[calc(100%+16px)] cursor-pointer items-center gap-3 rounded-m px-2 py-1.5 text-start hover:bg-hover"
            >
              <KindIcon mimeType={hit.mimeType} />
              <span className="min-w-0">
                <bdi className="block truncate text-base leading-5 font-medium">{hit.title.text || strings.search.untitled}</bdi>
                <bdi className="block truncate text-xs text-ink-3">{[sourceName(hit.source), ...hit.path].join(strings.search.crumb)}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
