import { budgetSaid } from '../../shared/messages/budget.ts'
import { say } from '../../shared/messages/say.ts'
import type { Coverage, EmbeddingStatus, SourceStatus } from '../../shared/model.ts'
import { ago, duration, since } from '../app/ago.ts'
import { formats, shortDate } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { scheduleWords } from './schedule-choice.ts'

const sum = (counts: Readonly<Partial<Record<string, number>>>): number => Object.values(counts).reduce<number>((a, b) => a + (b ?? 0), 0)

/** The receipt in four numbers that add up to what is listed. */
export const totalsOf = ({ searchable, waiting, skipped, failed }: Coverage) => ({
  searchable,
  skipped: sum(skipped),
  failed: sum(failed),
  waiting,
})

/** How much of what is searchable meaning knows, and how long the rest takes; null when that is all of it. */
export function meaningOf({ searchable, embedded }: Coverage, embedding?: EmbeddingStatus): string | null {
  if (embedded >= searchable) return null
  const eta = embedding?.state === 'working' ? embedding.etaSeconds : null
  return strings.sources.meaning(embedded / searchable, eta === null ? null : duration(eta))
}

export type Health = 'ok' | 'busy' | 'warn' | 'bad'

/** A source's state in words, and the colour they stand in. */
export function stateOf({ source, progress, coverage, lastRun }: SourceStatus): { readonly health: Health; readonly words: string } {
  if (progress !== null) return { health: 'busy', words: strings.sources.phase(progress) }
  switch (source.state) {
    case 'idle':
      if (lastRun === null || coverage.waiting > 0) return { health: 'busy', words: strings.sources.waitingToStart }
      return { health: 'ok', words: strings.sources.state.idle }
    case 'syncing':
      return { health: 'busy', words: strings.sources.state.syncing }
    case 'paused':
    case 'offline':
    case 'held':
      return { health: 'warn', words: strings.sources.state[source.state] }
    default:
      return { health: 'bad', words: strings.sources.state[source.state] }
  }
}

/** Why a source stands still, when the state's word does not say it all. */
export function troubleOf({ source, coverage }: SourceStatus, now = new Date()): string | null {
  if (source.state === 'paused')
    return source.pausedUntil === null ? strings.sources.paused : strings.sources.pausedUntil(moment(source.pausedUntil, now))
  if (source.problem !== null && source.state !== 'syncing') return say(source.problem)
  if (source.state === 'held') return strings.sources.held(coverage.listed)
  return source.state === 'offline' ? say({ code: 'problem-offline', params: {} }) : null
}

/** The line at the end of the receipt: while it runs how fast and how long still; else how followed, when last, when next. */
export function rhythmOf(status: SourceStatus, now = new Date()): string {
  const { source, progress, watching, lastRun, nextRun, budget } = status
  if (progress !== null) {
    const budgeted = budgetSaid(budget, now)
    const ends = budgeted.some(({ code }) => code === 'budget-ends')
    const pace = paceOf(progress.rate, progress.phase === 'reading' && !ends ? progress.listed - progress.done : 0)
    return [...pace, ...budgeted.map(say)].join(' · ')
  }
  const parts = source.state === 'paused' ? [] : [scheduleWords(source.schedule.sync) ?? strings.sources.watching[watching]]
  parts.push(lastRun === null ? strings.sources.neverRun : strings.sources.lastRun(since(lastRun.finishedAt, now)))
  const troubled = source.state === 'offline' || source.state === 'failed'
  if (nextRun !== null && troubled) parts.push(strings.sources.nextTry(ago(nextRun, now)))
  else if (nextRun !== null && watching !== 'events') parts.push(strings.sources.nextRun(ago(nextRun, now)))
  return parts.join(' · ')
}

function paceOf(rate: number | null, left: number): readonly string[] {
  if (rate === null || rate <= 0) return []
  return [strings.sources.rate(rate), ...(left > 0 ? [strings.sources.left(duration(left / rate))] : [])]
}

/** `14:30` today, `11 Mar, 09:05` another day. */
function moment(instant: string, now: Date): string {
  const date = new Date(instant)
  const clock = formats.clock.format(date)
  return date.toDateString() === now.toDateString() ? clock : `${shortDate(instant, now)}, ${clock}`
}
