import type { SyncRun } from '../../shared/model.ts'
import { formats } from '../app/format.ts'

export interface Day<T> {
  /** `Today`, `Yesterday`, `Monday 3 March`. */
  readonly name: string
  readonly runs: readonly T[]
}

/** A run that found everything as it was, failures too. A watched folder has hundreds of them a day. */
export function isQuiet({ outcome, added, updated, moved, deleted, unshared, excluded, read, problem }: SyncRun): boolean {
  if (added + updated + moved + deleted + unshared + excluded > 0 || problem !== null) return false
  return outcome === 'completed' || (outcome === 'completed-with-failures' && read === 0)
}

/** Runs by the day they ended on, in the person's own time, in the order they came. */
export function byDay(runs: readonly SyncRun[], now: Date): readonly Day<SyncRun>[] {
  const days: { name: string; runs: SyncRun[] }[] = []
  for (const run of runs) {
    const name = nameOf(new Date(run.finishedAt), now)
    const last = days.at(-1)
    if (last?.name === name) last.runs.push(run)
    else days.push({ name, runs: [run] })
  }
  return days
}

function nameOf(date: Date, now: Date): string {
  const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
  const back = Math.round((midnight(now) - midnight(date)) / 86_400_000)
  const name = back <= 1 ? formats.relative.format(-Math.max(0, back), 'day') : formats.dayMonthYear.format(date)
  return name.charAt(0).toUpperCase() + name.slice(1)
}
