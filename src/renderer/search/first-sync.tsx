import { useCall } from '../app/engine.tsx'
import { goTo } from '../app/route.ts'
import { strings } from '../app/strings.ts'
import { Bar } from '../ui/bar.tsx'

/** How far sources are that are read for the first time, where the person is looking; nothing once all are read. */
export function FirstSync() {
  const sources = useCall('sources.list', {}).data ?? []
  const reading = sources.filter(
    ({ coverage, progress, source }) => source.state !== 'paused' && (progress !== null || coverage.waiting > 0),
  )
  if (reading.length === 0) return null
  return (
    <ul className="mt-5 grid gap-3">
      {reading.map(({ source, coverage, progress }) => {
        const listed = Math.max(coverage.listed, progress?.listed ?? 0)
        const done = listed - coverage.waiting
        return (
          <li key={source.id} className="rounded-b border border-line px-3 py-2.5 text-sm">
            <div className="flex items-baseline justify-between gap-3">
              <bdi className="truncate font-medium text-ink">{source.name}</bdi>
              <button
                type="button"
                className="num cursor-pointer whitespace-nowrap text-ink-2 underline underline-offset-3 hover:text-ink"
                onClick={() => goTo('sources')}
              >
                {progress === null ? strings.sources.waitingToStart : strings.sources.phase(progress)}
              </button>
            </div>
            <div className="mt-2">
              <Bar share={listed === 0 ? 0 : done / listed} label={source.name} />
            </div>
            <p className="num mt-1.5 text-xs text-ink-3">{strings.search.alreadySearchable(coverage.searchable)}</p>
          </li>
        )
      })}
    </ul>
  )
}
