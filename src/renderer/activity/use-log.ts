import { useEffect, useState } from 'react'
import type { LogEntry, LogLevel } from '../../shared/model.ts'
import { useEngine } from '../app/engine.tsx'

const pageSize = 200
/** More than this is for the saved file. */
const most = 5_000

/** The log from its end, which goes on growing while it is looked at; older entries when they are asked for. */
export function useLog(level: LogLevel, source: string) {
  const engine = useEngine()
  const [entries, setEntries] = useState<readonly LogEntry[] | null>(null)
  const [ended, setEnded] = useState(false)
  const filter = { level, ...(source === '' ? {} : { source }) }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is made of these two
  useEffect(() => {
    let stale = false
    let newest = 0
    setEntries(null)
    setEnded(false)
    const first = engine.call('log.read', { ...filter, limit: pageSize }).then((found) => {
      if (stale) return
      newest = found[0]?.id ?? 0
      setEntries(found)
      setEnded(found.length < pageSize)
    })
    const stop = engine.on('log.changed', () => {
      void first
        .then(() => engine.call('log.read', { ...filter, after: newest, limit: 1_000 }))
        .then((found) => {
          if (stale || found.length === 0) return
          const fresh = found.filter(({ id }) => id > newest)
          newest = Math.max(newest, found[0]?.id ?? 0)
          setEntries((known) => [...fresh, ...(known ?? [])].slice(0, most))
        })
        .catch(() => {})
    })
    first.catch(() => {})
    return () => {
      stale = true
      stop()
    }
  }, [engine, level, source])

  return {
    entries,
    /** Null when there is nothing older. */
    older:
      ended || entries === null || entries.length >= most
        ? null
        : async () => {
            const found = await engine.call('log.read', { ...filter, before: entries.at(-1)?.id ?? 0, limit: pageSize })
            setEntries((known) => [...(known ?? []), ...found])
            setEnded(found.length < pageSize)
          },
  }
}
