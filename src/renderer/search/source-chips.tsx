import { Folder } from 'lucide-react'
import type { Source } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'

/** Narrows the search to one source. Shown once there is a choice. */
export function SourceChips({
  sources,
  chosen,
  total,
  onChoose,
}: {
  readonly sources: readonly Source[]
  readonly chosen: string | null
  readonly total: number
  readonly onChoose: (id: string | null) => void
}) {
  if (sources.length < 2) return null
  return (
    <fieldset className="flex min-w-0 gap-1.5 max-sm:overflow-x-auto max-sm:pb-1 sm:flex-wrap">
      <legend className="sr-only">{strings.nav.sources}</legend>
      <Chip pressed={chosen === null} onClick={() => onChoose(null)}>
        {chosen === null ? strings.search.all(total) : strings.search.allPlain}
      </Chip>
      {sources.map(({ id, name }) => (
        <Chip key={id} pressed={chosen === id} onClick={() => onChoose(chosen === id ? null : id)}>
          <Folder aria-hidden size={13} strokeWidth={1.75} />
          <span className="max-w-40 truncate">{name}</span>
          {chosen === id && <span className="num">{total}</span>}
        </Chip>
      ))}
    </fieldset>
  )
}

function Chip({
  pressed,
  onClick,
  children,
}: {
  readonly pressed: boolean
  readonly onClick: () => void
  readonly children: React.ReactNode
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={`num inline-flex h-[26px] cursor-pointer items-center gap-1.5 rounded-full border px-2.5 text-sm font-medium whitespace-nowrap ${
        pressed ? 'border-transparent bg-accent-soft text-accent forced-colors:border-[Highlight]' : 'border-line text-ink-2 hover:bg-hover'
      }`}
    >
      {children}
    </button>
  )
}
