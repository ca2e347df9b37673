import { useEffect, useState } from 'react'
import type { ScopeChoice, Source } from '../../../shared/model.ts'
import { type ScopeMap, top } from './scope-rows.ts'

/** How many parts are asked for what is inside them while something is looked for. */
const mostAsked = 200

export interface ScopesAsked {
  /** Names the source; another one is asked anew. */
  readonly key: string
  /** What is chosen already; null for everything. */
  readonly before: Source['scopes']
  ask(parent: string | null): Promise<readonly ScopeChoice[]>
}

/** A source's parts, asked for as they are opened; all of them, level by level, while something is looked for. */
export function useScopes({ key, before, ask }: ScopesAsked, find: string) {
  const [map, setMap] = useState<ScopeMap>(new Map())
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before?.map(({ id }) => id)))
  const [error, setError] = useState<unknown>(null)
  const [asked, setAsked] = useState(0)

  const load = async (parent: string) => {
    setAsked((n) => n + 1)
    setError(null)
    try {
      const scopes = await ask(parent === top ? null : parent)
      setMap((known) => new Map(known).set(parent, scopes))
      // Of everything, the top parts are chosen, and what lies in them comes with them.
      if (parent === top && before === null) setChosen(new Set(scopes.map(({ id }) => id)))
      return scopes
    } catch (failed) {
      setError(failed)
      return []
    } finally {
      setAsked((n) => n - 1)
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each source
  useEffect(() => void load(top), [key])

  const looking = find.trim() !== ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known already is asked for once
  useEffect(() => {
    if (!looking || !map.has(top)) return
    let stopped = false
    const seek = async () => {
      const queue = [...map.values()].flat()
      for (let n = 0; n < mostAsked && !stopped; ) {
        const next = queue.shift()
        if (next === undefined) return
        if (!next.hasChildren || map.has(next.id)) continue
        n++
        queue.push(...(await load(next.id)))
      }
    }
    void seek()
    return () => {
      stopped = true
    }
  }, [looking, map.has(top)])

  return { map, chosen, setChosen, error, busy: asked > 0, load }
}
