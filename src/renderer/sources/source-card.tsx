import { Ellipsis, Pause, Play, RefreshCw, Trash2, TriangleAlert, WifiOff } from 'lucide-react'
import { useState } from 'react'
import type { SourceStatus } from '../../shared/model.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { useMinute } from '../app/use-minute.ts'
import { Button } from '../ui/button.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { CoverageBar } from './coverage-bar.tsx'
import { FailuresDialog } from './failures-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { SkippedDialog } from './skipped-dialog.tsx'
import { type Health, rhythmOf, stateOf, totalsOf, troubleOf } from './source-words.ts'

const colours: Record<Health, string> = { ok: 'text-ok', busy: 'text-accent', warn: 'text-warn', bad: 'text-bad' }

/** One source: what it is, how it is, its receipt, and what can be done with it. */
export function SourceCard({ status }: { readonly status: SourceStatus }) {
  const { source } = status
  const now = useMinute()
  const [shown, setShown] = useState<'skipped' | 'failed' | 'remove' | null>(null)
  const sync = useAct('sync.run')
  const pause = useAct('sources.pause')
  const resume = useAct('sources.resume')
  const { health, words } = stateOf(status)
  const trouble = troubleOf(status)
  const syncNow = () => sync.mutate({ sources: [source.id], embed: false })
  const paused = source.state === 'paused'
  const close = () => setShown(null)
  return (
    <section aria-label={source.name} className="grid gap-3 rounded-l border border-line bg-raised px-[18px] py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 sm:flex-nowrap">
        <KindIcon mimeType={null} large />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-md font-semibold tracking-[-0.01em]">{source.name}</h2>
          <p className="truncate text-sm text-ink-3" title={source.account}>
            {source.account}
          </p>
        </div>
        <p
          role="status"
          className={`num inline-flex items-center gap-1.5 text-sm font-medium max-sm:order-last max-sm:w-full ${colours[health]}`}
        >
          {health === 'busy' ? (
            <RefreshCw aria-hidden size={15} strokeWidth={1.75} className="spinning" />
          ) : (
            <i aria-hidden data-swatch className="size-2 rounded-full bg-current" />
          )}
          {words}
        </p>
        <Menu
          trigger={
            <Button look="ghost" square aria-label={strings.sources.actions(source.name)}>
              <Ellipsis aria-hidden />
            </Button>
          }
          items={[
            { label: strings.sources.syncNow, icon: RefreshCw, onSelect: syncNow },
            paused
              ? { label: strings.sources.resume, icon: Play, onSelect: () => resume.mutate({ id: source.id }) }
              : { label: strings.sources.pause, icon: Pause, onSelect: () => pause.mutate({ id: source.id }) },
            { label: strings.sources.remove, icon: Trash2, danger: true, onSelect: () => setShown('remove') },
          ]}
        />
      </div>
      {trouble !== null && (
        <Notice
          look={health === 'bad' ? 'bad' : 'warn'}
          icon={source.state === 'offline' ? WifiOff : paused ? Pause : TriangleAlert}
          action={<TroubleAction status={status} onSync={syncNow} onResume={() => resume.mutate({ id: source.id })} />}
        >
          {trouble}
        </Notice>
      )}
      <CoverageBar totals={totalsOf(status.coverage)} onOpen={setShown} rhythm={rhythmOf(status, now)} />
      {shown === 'failed' && <FailuresDialog source={source} onClose={close} />}
      {shown === 'skipped' && <SkippedDialog source={source} coverage={status.coverage} onClose={close} />}
      {shown === 'remove' && <RemoveDialog status={status} onClose={close} />}
    </section>
  )
}

function TroubleAction({
  status,
  onSync,
  onResume,
}: {
  readonly status: SourceStatus
  readonly onSync: () => void
  readonly onResume: () => void
}) {
  const answer = useAct('brake.answer')
  const { id, state } = status.source
  if (state === 'paused') return <Button onClick={onResume}>{strings.sources.resume}</Button>
  if (state !== 'held') return <Button onClick={onSync}>{strings.sources.retry}</Button>
  return (
    <span className="flex gap-2">
      <Button onClick={() => answer.mutate({ id, accept: false })}>{strings.sources.heldKeep}</Button>
      <Button look="danger" onClick={() => answer.mutate({ id, accept: true })}>
        {strings.sources.heldRemove}
      </Button>
    </span>
  )
}
