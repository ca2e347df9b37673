import { KeyRound, Pause, RefreshCw, TriangleAlert, WifiOff } from 'lucide-react'
import { useState } from 'react'
import type { SourceStatus } from '../../shared/model.ts'
import { showActivity } from '../activity/shown-tab.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { useMinute } from '../app/use-minute.ts'
import { Button } from '../ui/button.tsx'
import { ConnectorIcon } from '../ui/connector-icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { CoverageBar, type Part } from './coverage-bar.tsx'
import { SourceDialogs } from './source-dialogs.tsx'
import { type SourceDialog, SourceMenu } from './source-menu.tsx'
import { type Health, meaningOf, rhythmOf, stateOf, totalsOf, troubleOf } from './source-words.ts'

const colours: Record<Health, string> = { ok: 'text-ok', busy: 'text-accent', warn: 'text-warn', bad: 'text-bad' }

/** One source: what it is, how it is, its receipt, and what can be done with it. */
export function SourceCard({ status }: { readonly status: SourceStatus }) {
  const { source } = status
  const now = useMinute()
  const embedding = useCall('embedding.status', {}).data
  const [shown, setShown] = useState<Part | SourceDialog | 'brake' | 'sign-in' | null>(null)
  const { health, words } = stateOf(status)
  const trouble = troubleOf(status, now)
  const totals = totalsOf(status.coverage)
  const open = (part: Part) => (part === 'failed' ? showActivity({ tab: 'failures', source: source.id }) : setShown(part))
  return (
    <section aria-label={source.name} className="grid gap-3 rounded-l border border-line bg-raised px-[18px] py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 sm:flex-nowrap">
        <ConnectorIcon connector={source.connector} large />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-md font-semibold tracking-[-0.01em]" title={source.name}>
            {source.name}
          </h2>
          <p className="truncate text-sm text-ink-3" title={source.account}>
            {[...(isCryptic(source.account) ? [] : [source.account]), ...signInWords(status)].join(' · ')}
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
        <SourceMenu source={source} onOpen={setShown} />
      </div>
      {trouble !== null && (
        <Notice
          look={health === 'bad' ? 'bad' : 'warn'}
          icon={signs[source.state] ?? TriangleAlert}
          action={<TroubleAction status={status} onBrake={() => setShown('brake')} onSignIn={() => setShown('sign-in')} />}
        >
          {trouble}
        </Notice>
      )}
      <CoverageBar
        name={source.name}
        totals={totals}
        meaning={meaningOf(status.coverage, embedding)}
        onOpen={open}
        rhythm={rhythmOf(status, now)}
      />
      {shown !== null && <SourceDialogs shown={shown} status={status} totals={totals} onClose={() => setShown(null)} />}
    </section>
  )
}

const signs: Partial<Record<SourceStatus['source']['state'], typeof Pause>> = {
  offline: WifiOff,
  paused: Pause,
  'needs-sign-in': KeyRound,
}

/** Some services know accounts by numbers only; its name stands above. */
const isCryptic = (account: string): boolean => /^[0-9a-f-]{32,36}$/i.test(account)

/** Since when it is signed in, and when the service will want a new one. */
function signInWords({ signIn }: SourceStatus): readonly string[] {
  if (signIn === null) return []
  return [strings.signIn.since(signIn.since), ...(signIn.asksAgainAt === null ? [] : [strings.signIn.asksAgain(signIn.asksAgainAt)])]
}

/** The one thing that helps in this state. */
function TroubleAction({
  status,
  onBrake,
  onSignIn,
}: {
  readonly status: SourceStatus
  readonly onBrake: () => void
  readonly onSignIn: () => void
}) {
  const sync = useAct('sync.run')
  const resume = useAct('sources.resume')
  const { id, state } = status.source
  if (state === 'paused') return <Button onClick={() => resume.mutate({ id })}>{strings.sources.resume}</Button>
  if (state === 'needs-sign-in') return <Button onClick={onSignIn}>{strings.sources.state['needs-sign-in']}</Button>
  if (state === 'held') return <Button onClick={onBrake}>{strings.sources.heldShow}</Button>
  return <Button onClick={() => sync.mutate({ sources: [id], embed: false })}>{strings.sources.retry}</Button>
}
