import type { Schedule, SourcePace } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { isCron } from '../sync/schedule.ts'

/** The values of `sources.set` that every source has, whatever its connector. */
export const commonKeys = [
  'name',
  'scopes',
  'excludes',
  'schedule',
  'reconcile',
  'at-once',
  'per-minute',
  'errors-in-a-row',
  'errors-percent',
] as const
export const isCommon = (key: string): boolean => (commonKeys as readonly string[]).includes(key)

/** The schedule with what was chosen of it. Throws `setting-invalid`. */
export function scheduleFrom(values: Readonly<Record<string, string>>, now: Schedule): Schedule {
  return {
    sync: values.schedule === undefined ? now.sync : when('schedule', values.schedule, ['auto', 'manual']),
    reconcile: values.reconcile === undefined ? now.reconcile : when('reconcile', values.reconcile, ['auto', 'never']),
  }
}

/** The pace with what was chosen of it. Throws `setting-invalid`. */
export function paceFrom(values: Readonly<Record<string, string>>, now: SourcePace): SourcePace {
  return {
    atOnce: values['at-once'] === undefined ? now.atOnce : limit('at-once', values['at-once'], 32),
    perMinute: values['per-minute'] === undefined ? now.perMinute : limit('per-minute', values['per-minute'], 100_000),
  }
}

function when(key: string, value: string, words: readonly string[]): string {
  const text = value.trim()
  if (words.includes(text) || isCron(text)) return text
  throw new MagpieError('schedule-invalid', { key, value, words: words.join(', ') })
}

function limit(key: string, value: string, most: number): number | null {
  const text = value.trim()
  if (text === 'auto' || text === '') return null
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new MagpieError('setting-invalid', { key, value, allowed: `auto, or 1 to ${most}` })
}
