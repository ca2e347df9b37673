import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'

export type Part = 'searchable' | 'skipped' | 'failed' | 'waiting'

export interface CoverageBarProps {
  /** Whose it is, for those who hear the numbers one by one. */
  readonly name: string
  readonly totals: Readonly<Record<Part, number>>
  /** How much of it meaning knows, in words; null when that is all of it. */
  readonly meaning: string | null
  readonly onOpen: (part: Part) => void
  readonly rhythm: string
}

const swatches: Record<Part, string> = { searchable: 'bg-accent', skipped: 'bg-line-strong', failed: 'bg-bad', waiting: 'bg-line' }
const order: readonly Part[] = ['searchable', 'skipped', 'failed', 'waiting']

/** Where every listed document stands: a bar, and its numbers, which add up. Each number opens its list. */
export function CoverageBar({ name, totals, meaning, onOpen, rhythm }: CoverageBarProps) {
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
        {order.map((part) => (
          <PartNumber key={part} name={name} part={part} n={totals[part]} onOpen={() => onOpen(part)} />
        ))}
        {meaning !== null && <span className="text-ink-3">{meaning}</span>}
        <span className="ml-auto text-ink-3">{rhythm}</span>
      </div>
    </div>
  )
}

function PartNumber({
  name,
  part,
  n,
  onOpen,
}: {
  readonly name: string
  readonly part: Part
  readonly n: number
  readonly onOpen: () => void
}) {
  if (part === 'waiting' && n === 0) return null
  const label = (
    <>
      <i aria-hidden data-swatch className={`mr-1.5 inline-block size-2 rounded-[2px] ${swatches[part]}`} />
      <b className="font-semibold text-ink">{count(n)}</b>{' '}
    </>
  )
  if (n === 0)
    return (
      <span>
        {label}
        {strings.sources[part]}
      </span>
    )
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={strings.sources.numberOf(n, strings.sources[part], name)}
      className="group cursor-pointer"
    >
      {label}
      <span className="underline decoration-line-strong underline-offset-[3px] group-hover:decoration-current">
        {strings.sources[part]}
      </span>
    </button>
  )
}
