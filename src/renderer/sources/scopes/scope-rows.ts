import type { ScopeChoice } from '../../../shared/model.ts'

/** Parts by their parent, as far as they were asked for; the top ones under the empty name. */
export type ScopeMap = ReadonlyMap<string, readonly ScopeChoice[]>

export const top = ''

/** One line of the tree as it is shown. */
export interface ScopeRow {
  readonly scope: ScopeChoice
  readonly parent: string
  readonly level: number
  readonly position: number
  readonly siblings: number
  /** Undefined for one without anything inside. */
  readonly open: boolean | undefined
  readonly state: 'chosen' | 'free' | 'included'
}

/** The lines to show: what is open, or, while something is looked for, what fits and what it lies in. */
export function rowsOf(map: ScopeMap, open: ReadonlySet<string>, chosen: ReadonlySet<string>, find: string): readonly ScopeRow[] {
  const needle = find.trim().toLowerCase()
  const fits = (scope: ScopeChoice): boolean =>
    scope.name.toLowerCase().includes(needle) || (map.get(scope.id) ?? []).some((child) => fits(child))
  const below = (parent: string, level: number, included: boolean): readonly ScopeRow[] => {
    const all = map.get(parent) ?? []
    const shown = needle === '' ? all : all.filter(fits)
    return shown.flatMap((scope, index) => {
      const isOpen = needle === '' ? open.has(scope.id) : (map.get(scope.id) ?? []).some(fits)
      const state = included ? 'included' : chosen.has(scope.id) ? 'chosen' : 'free'
      const row: ScopeRow = {
        scope,
        parent,
        level,
        position: index + 1,
        siblings: shown.length,
        open: scope.hasChildren ? isOpen : undefined,
        state,
      }
      return [row, ...(isOpen ? below(scope.id, level + 1, state !== 'free') : [])]
    })
  }
  return below(top, 1, false)
}

/** Chooses a part or takes it back. What lies inside a chosen part comes with it, so it needs no choice of its own. */
export function toggled(map: ScopeMap, chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (next.delete(id)) return next
  const inside = (parent: string): readonly string[] => (map.get(parent) ?? []).flatMap((scope) => [scope.id, ...inside(scope.id)])
  for (const one of inside(id)) next.delete(one)
  return next.add(id)
}

/** What is asked for: the chosen parts with where they lie, or null for everything, which takes in what is added later too. */
export function asked(map: ScopeMap, chosen: ReadonlySet<string>): { id: string; parent?: string | null }[] | null {
  const tops = map.get(top) ?? []
  if (tops.length > 0 && tops.every(({ id }) => chosen.has(id))) return null
  const parents = new Map([...map].flatMap(([parent, scopes]) => scopes.map(({ id }) => [id, parent === top ? null : parent] as const)))
  return [...chosen].map((id) => ({ id, ...(parents.has(id) ? { parent: parents.get(id) ?? null } : {}) }))
}
