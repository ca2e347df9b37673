import type { ChosenScope } from '../../shared/model.ts'
import { listScopes, noteScopesAsked, scopesAskedAt } from '../store/scopes.ts'
import type { Run } from './run.ts'

/** How long the list of a source's parts counts as current, in ms. */
const currentMs = 3_600_000

/**
 * What a run goes through: the scopes that a person chose; or all that the source has, and those it had. `anew`: it is asked
 * for them in any case.
 */
export async function scopesToRun({ ports, source, connector, signal }: Run, anew: boolean): Promise<readonly ChosenScope[]> {
  if (source.scopes !== null) return source.scopes
  const known = listScopes(ports.store, source.id)
  const now = ports.now().getTime()
  const askedAt = scopesAskedAt(ports.store, source.id)
  const isCurrent = askedAt !== null && askedAt <= now && now - askedAt < currentMs
  if (known.length > 0 && isCurrent && !anew) return known
  const there = new Map<string, ChosenScope>()
  for await (const { id, name } of connector.scopes(null, signal)) there.set(id, { id, name })
  noteScopesAsked(ports.store, source.id, now)
  return [...there.values(), ...known.filter(({ id }) => !there.has(id))]
}
