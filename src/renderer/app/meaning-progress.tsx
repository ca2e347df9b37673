import { Pause, Play } from 'lucide-react'
import { say } from '../../shared/messages/say.ts'
import { Bar } from '../ui/bar.tsx'
import { duration } from './ago.ts'
import { useAct, useCall } from './engine.tsx'
import { strings } from './strings.ts'

/** How far search by meaning has come, what works already, and until when. Gone once everything is learned. */
export function MeaningProgress({ documents }: { readonly documents: number }) {
  const status = useCall('embedding.status', {}).data
  const pause = useAct('embedding.pause')
  const resume = useAct('embedding.resume')
  if (status === undefined) return null
  const { done, total, state, etaSeconds, problem } = status
  if (state === 'failed')
    return (
      <div className="rounded-b border border-line bg-surface p-2.5 text-xs text-ink-3">
        <p className="mb-1 text-sm font-semibold text-bad">{strings.meaning.failed}</p>
        {problem !== null && `${say(problem)} `}
        {strings.meaning.failedMore}
      </div>
    )
  if (total === 0 || done >= total) return null
  const paused = state === 'paused'
  const title = paused ? strings.meaning.paused : strings.meaning.title
  return (
    <div className="rounded-b border border-line bg-surface p-2.5 text-sm">
      <div className="flex items-center justify-between gap-2">
        <span className="font-semibold">{title}</span>
        <span className="num text-ink-3">{strings.meaning.percent(done / total)}</span>
      </div>
      <div className="mt-2 mb-1.5">
        <Bar share={done / total} label={title} />
      </div>
      <div className="flex items-end justify-between gap-1">
        <p className="num text-xs text-ink-3">
          {strings.meaning.words(documents)}
          {!paused && etaSeconds !== null && ` ${strings.meaning.left(duration(etaSeconds))}`}
        </p>
        <button
          type="button"
          onClick={() => (paused ? resume : pause).mutate({})}
          aria-label={paused ? strings.meaning.resume : strings.meaning.pause}
          title={paused ? strings.meaning.resume : strings.meaning.pause}
          className="-m-1 cursor-pointer rounded-s p-1.5 text-ink-3 hover:bg-hover hover:text-ink"
        >
          {paused ? <Play aria-hidden size={14} strokeWidth={1.75} /> : <Pause aria-hidden size={14} strokeWidth={1.75} />}
        </button>
      </div>
    </div>
  )
}
