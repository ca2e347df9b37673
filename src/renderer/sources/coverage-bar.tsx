import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'

export interface CoverageBarProps {
  readonly totals: { readonly searchable: number; readonly skipped: number; readonly failed: number; readonly waiting: number }
  readonly onOpen: (what: 'skipped' | 'failed') => void
  readonly rhythm: string
}

const swatches = { searchable: 'bg-accent', skipped: 'bg-line-strong', failed: 'bg-bad', waiting: 'bg-line' } as const
const order = ['searchable', 'skipped', 'failed', 'waiting'] as const

/** Where every listed document stands: a bar, and its numbers, which add up. Skipped and failed open their lists. */
export function CoverageBar({ totals, onOpen, rhythm }: CoverageBarProps) {
  const listed = order.reduce((sum, part) => sum + totals[part], 0)
  return (
    <div className="grid gap-3">
      <div
        role="img"
        aria-label={strings.sources.coverage(totals.searchable, listed)}
        className="flex h-2 gap-0.5 overflow-hidden rounded-full forced-colors:border"
      >
        {listed === 0 && <i className="flex-1 bg-line" />}
        {order.map(
          (part) =>
            totals[part] > 0 && (
              <i
                key={part}
                data-swatch
                className={`min-w-[3px] rounded-[2px] ${swatches[part]}`}
                style={{ flexGrow: totals[part], flexBasis: 0 }}
              />
            ),
        )}
      </div>
      <div className="num flex flex-wrap gap-x-[18px] gap-y-1 text-sm text-ink-2">
        {order.map((part) => {
          if (part === 'waiting' && totals.waiting === 0) return null
          const label = (
            <>
              <i aria-hidden data-swatch className={`mr-1.5 inline-block size-2 rounded-[2px] ${swatches[part]}`} />
              <b className="font-semibold text-ink">{count(totals[part])}</b>{' '}
            </>
          )
          return (part === 'skipped' || part === 'failed') && totals[part] > 0 ? (
            <button key={part} type="button" onClick={() => onOpen(part)} className="group cursor-pointer">
              {label}
              <span className="underline decoration-line-strong underline-offset-[3px] group-hover:decoration-current">
                {strings.sources[part]}
              </span>
            </button>
          ) : (
            <span key={part}>
              {label}
              {strings.sources[part]}
            </span>
          )
        })}
        <span className="ml-auto text-ink-3">{rhythm}</span>
      </div>
    </div>
  )
}
