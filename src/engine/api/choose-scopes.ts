import type { ChosenScope } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { Connector, Scope } from '../connectors/connector.ts'

/** A scope as it is asked for: its id, and where it is known the id of the scope it lies in (null: of none). */
export type AskedScope = string | { readonly id: string; readonly parent?: string | null | undefined }

/** Scopes looked at before one counts as not there. Whoever knows its parent need not search. */
const most = 5_000

/**
 * Finds scopes in the source's tree, in the order they are asked for. `known` ones are taken as they are. A scope that
 * holds others stands for all of them. Throws `scope-unknown`.
 */
export async function chooseScopes(
  connector: Pick<Connector, 'scopes'>,
  asked: readonly AskedScope[],
  known: readonly ChosenScope[],
  signal: AbortSignal,
): Promise<readonly ChosenScope[]> {
  const found = new Map(known.map(({ id, name }) => [id, { id, name }]))
  const wanted = asked.map((scope) => (typeof scope === 'string' ? { id: scope } : scope))
  const missing = () => wanted.filter(({ id }) => !found.has(id))
  const listed = new Map<string | null, readonly Scope[]>()
  const list = async (parent: string | null): Promise<readonly Scope[]> => {
    const before = listed.get(parent)
    if (before !== undefined) return before
    const children: Scope[] = []
    listed.set(parent, children)
    for await (const scope of connector.scopes(parent, signal)) children.push(scope)
    for (const { id, name } of children) if (!found.has(id)) found.set(id, { id, name })
    return children
  }
  for (const parent of new Set(missing().flatMap((scope) => (scope.parent === undefined ? [] : [scope.parent])))) await list(parent)
  if (missing().length > 0) {
    const ahead: (string | null)[] = [null]
    for (let seen = 0; ahead.length > 0 && seen < most && missing().length > 0; ) {
      const children = await list(ahead.shift() ?? null)
      seen += children.length
      ahead.push(...children.filter(({ hasChildren }) => hasChildren).map(({ id }) => id))
    }
  }
  const [first] = missing()
  if (first !== undefined) throw new MagpieError('scope-unknown', { id: first.id })
  return [...new Map(wanted.map(({ id }) => [id, found.get(id)!])).values()]
}
