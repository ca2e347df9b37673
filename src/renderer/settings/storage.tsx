import { useCall } from '../app/engine.tsx'
import { bytes } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Section } from './section.tsx'

/** Where the index lies and what it takes. */
export function Storage() {
  const words = strings.settings
  const info = useCall('engine.info', {}).data
  const status = useCall('status', {}).data
  return (
    <Section title={words.storage}>
      {info !== undefined && (
        <p className="text-ink-2">
          {words.storagePlace} <span className="font-mono text-sm break-all text-ink">{info.home}</span>.{' '}
          {status !== undefined && words.storageSize(bytes(status.bytes), bytes(status.freeBytes))}
        </p>
      )}
      <p className="mt-1 text-ink-2">{words.storageMove}</p>
    </Section>
  )
}
