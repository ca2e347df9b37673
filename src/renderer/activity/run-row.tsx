import { say } from '../../shared/messages/say.ts'
import type { RunOutcome, SyncRun } from '../../shared/model.ts'
import { formats } from '../app/format.ts'
import { strings } from '../app/strings.ts'

const colours: Record<RunOutcome, string> = {
  completed: 'text-ok',
  'completed-with-failures': 'text-warn',
  interrupted: 'text-warn',
  held: 'text-warn',
  offline: 'text-warn',
  'needs-sign-in': 'text-bad',
  failed: 'text-bad',
}

/** One run on the line of time: when, of what, how it ended, what it changed. */
export function RunRow({ run, name }: { readonly run: SyncRun; readonly name: string }) {
  const words = strings.activity.runs
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1_000
  const changes = (['added', 'updated', 'moved', 'deleted', 'unshared', 'excluded'] as const)
    .filter((what) => run[what] > 0)
    .map((what) => words[what](run[what]))
  const went = run.outcome === 'completed' || run.outcome === 'completed-with-failures'
  const more = [words.listed(run.listed), ...(run.read > 0 ? [words.read(run.read)] : []), words.took(seconds)]
  return (
    <li className="relative grid grid-cols-[44px_minmax(0,1fr)] gap-x-3 py-2 pl-5">
      <i aria-hidden className="absolute inset-y-0 left-[3px] w-px bg-line" />
      <i aria-hidden data-swatch className={`absolute top-[15px] left-0 size-[7px] rounded-full bg-current ${colours[run.outcome]}`} />
      <time dateTime={run.finishedAt} className="num pt-px text-sm text-ink-3">
        {formats.clock.format(new Date(run.finishedAt))}
      </time>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="max-w-full truncate font-medium" title={name}>
            {name}
          </span>
          <span className={`text-sm ${colours[run.outcome]}`}>{words.outcome[run.outcome]}</span>
        </p>
        {(went || run.listed > 0) && (
          <p className="num text-sm text-ink-2">
            {changes.length > 0 ? changes.join(', ') : went ? words.nothing : ''}
            {run.failed > 0 && <span className="text-bad">, {words.failed(run.failed)}</span>}
            <span className="text-ink-3">
              {changes.length > 0 || went ? ' · ' : ''}
              {more.join(' · ')}
            </span>
          </p>
        )}
        {run.problem !== null && <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">{say(run.problem)}</p>}
      </div>
    </li>
  )
}
