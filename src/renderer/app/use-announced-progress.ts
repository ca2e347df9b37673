import { useEffect, useRef } from 'react'
import { announce } from './announce.tsx'
import { useCall } from './engine.tsx'
import { strings } from './strings.ts'

/** Has it read out when a source begins to be read, and how much can be found once it was. */
export function useAnnouncedProgress(): void {
  const sources = useCall('sources.list', {}).data
  const reading = useRef(new Set<string>())
  useEffect(() => {
    for (const { source, coverage, progress } of sources ?? []) {
      const reads = progress !== null && (progress.phase !== 'reading' || progress.done < progress.listed)
      if (reads && progress.phase === 'reading' && !reading.current.has(source.id)) {
        reading.current.add(source.id)
        announce(strings.progress.reading(source.name, progress.listed))
      } else if (progress === null && reading.current.delete(source.id)) announce(strings.progress.read(source.name, coverage.searchable))
    }
  }, [sources])
}
