import type { Settings } from '../../shared/api.ts'
import type { ErrorBudget } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'

/**
 * The error budget with what was chosen of it; one left empty is as the preferences say, and `auto` for either, or nothing
 * in both, leaves both to them. Throws `setting-invalid`.
 */
export function errorBudgetFrom(
  values: Readonly<Record<string, string>>,
  now: ErrorBudget | null,
  settings: Pick<Settings, 'errorsInARow' | 'errorsPercent'>,
): ErrorBudget | null {
  const inARow = values['errors-in-a-row']?.trim()
  const percent = values['errors-percent']?.trim()
  if (inARow === 'auto' || percent === 'auto' || (inARow === '' && percent === '')) return null
  if (inARow === undefined && percent === undefined) return now
  return {
    inARow:
      inARow === undefined
        ? (now?.inARow ?? settings.errorsInARow)
        : whole('errors-in-a-row', inARow || String(settings.errorsInARow), 1_000),
    percent:
      percent === undefined
        ? (now?.percent ?? settings.errorsPercent)
        : whole('errors-percent', percent || String(settings.errorsPercent), 100),
  }
}

function whole(key: string, value: string, most: number): number {
  if (/^\d{1,6}$/.test(value) && Number(value) <= most) return Number(value)
  throw new MagpieError('setting-invalid', { key, value, allowed: `auto, 0 (never), or 1 to ${most}` })
}
