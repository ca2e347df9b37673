import { Plug } from 'lucide-react'
import { useCall } from '../app/engine.tsx'

/** The sign of a kind of source: the connector's own where it has one, in the colour of the text. */
export function ConnectorIcon({ connector, large = false }: { readonly connector: string; readonly large?: boolean }) {
  const connectors = useCall('connectors.list', {}).data
  const icon = connectors?.find(({ id }) => id === connector)?.icon ?? null
  const mask = icon === null ? '' : `url("data:image/svg+xml,${encodeURIComponent(icon)}")`
  return (
    <span
      aria-hidden
      className={`grid flex-none place-items-center border border-line bg-bg text-ink-2 ${large ? 'size-9 rounded-b' : 'size-7 rounded-m'}`}
    >
      {connectors === undefined ? null : icon === null ? (
        <Plug strokeWidth={1.75} size={large ? 18 : 15} />
      ) : (
        <i
          className={`mask-contain mask-center mask-no-repeat bg-current forced-color-adjust-none forced-colors:bg-[CanvasText] ${large ? 'size-[18px]' : 'size-[15px]'}`}
          style={{ maskImage: mask }}
        />
      )}
    </span>
  )
}
