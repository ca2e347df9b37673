import type { Said, SourceBudget } from '../model.ts'

/** Less than a minute is no reason to name an end. */
const shortMs = 60_000

/** What there is to say of a source that is slow because its service lets it be no faster; nothing while it is not. */
export function budgetSaid(budget: SourceBudget | null, now: Date): readonly Said[] {
  if (budget === null) return []
  const { perMinute, used, remainingMs } = budget
  const said: Said[] = []
  if (used >= perMinute / 2) said.push({ code: 'budget-used', params: { used, perMinute } })
  if (remainingMs !== null && remainingMs > shortMs)
    said.push({
      code: 'budget-ends',
      params: { at: new Date(now.getTime() + remainingMs).toISOString(), days: Math.floor(remainingMs / 86_400_000) },
    })
  return said
}
