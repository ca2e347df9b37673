import { budgetSaid } from '../../shared/messages/budget.ts'
import { say } from '../../shared/messages/say.ts'
import type { Coverage, SourceStatus } from '../../shared/model.ts'
import { ago, since } from '../app/ago.ts'
import { strings } from '../app/strings.ts'

const sum = (counts: Readonly<Partial<Record<string, number>>>): number => Object.values(counts).reduce<number>((a, b) => a + (b ?? 0), 0)

/** The receipt in four numbers that add up to what is listed. */
export const totalsOf = ({ searchable, waiting, skipped, failed }: Coverage) => ({
  searchable,
  skipped: sum(skipped),
  failed: sum(failed),
  waiting,
})

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
export function troubleOf({ source, coverage }: SourceStatus): string | null {
  if (source.state === 'paused') return strings.sources.paused
  if (source.problem !== null && source.state !== 'syncing') return say(source.problem)
  if (source.state === 'held') return strings.sources.held(coverage.listed)
  return source.state === 'offline' ? say({ code: 'problem-offline', params: {} }) : null
}

/** The line at the end of the receipt: how fast, how followed, when last, when next. */
export function rhythmOf({ source, progress, watching, lastRun, nextRun, budget }: SourceStatus, now = new Date()): string {
  if (progress !== null) {
    const rate = progress.rate === null ? [] : [strings.sources.rate(progress.rate)]
    return [...rate, ...budgetSaid(budget, now).map(say)].join(' · ')
  }
  const parts = source.state === 'paused' ? [] : [strings.sources.watching[watching]]
  parts.push(lastRun === null ? strings.sources.neverRun : strings.sources.lastRun(since(lastRun.finishedAt, now)))
  if (nextRun !== null && (source.state === 'offline' || source.state === 'failed')) parts.push(strings.sources.nextRun(ago(nextRun, now)))
  return parts.join(' · ')
}
