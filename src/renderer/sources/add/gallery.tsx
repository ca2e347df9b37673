import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConnectorInfo } from '../../../shared/model.ts'
import { strings } from '../../app/strings.ts'
import { ConnectorIcon } from '../../ui/connector-icon.tsx'

/** The kinds of source there are, and the demo. */
export function Gallery({
  connectors,
  onChoose,
  onDemo,
}: {
  readonly connectors: readonly ConnectorInfo[]
  readonly onChoose: (connector: ConnectorInfo) => void
  readonly onDemo: (() => void) | null
}) {
  const words = strings.connecting.gallery
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {connectors.map((connector) => (
        <Tile
          key={connector.id}
          icon={<ConnectorIcon connector={connector.id} large />}
          name={connector.name}
          lead={words.kinds[connector.id] ?? words.anyKind}
          onClick={() => onChoose(connector)}
        />
      ))}
      {onDemo !== null && (
        <Tile
          icon={
            <span aria-hidden className="grid size-9 flex-none place-items-center rounded-b border border-line bg-bg text-ink-2">
              <FlaskConical size={18} strokeWidth={1.75} />
            </span>
          }
          name={words.demo}
          lead={words.demoLead}
          onClick={onDemo}
        />
      )}
    </ul>
  )
}

function Tile({
  icon,
  name,
  lead,
  onClick,
}: {
  readonly icon: ReactNode
  readonly name: string
  readonly lead: string
  readonly onClick: () => void
}) {
  return (
    <li className="grid">
      <button
        type="button"
        onClick={onClick}
        className="flex cursor-pointer items-center gap-3 rounded-b border border-line bg-surface p-3.5 text-start hover:border-line-strong hover:bg-hover"
      >
        {icon}
        <span className="min-w-0">
          <span className="block font-semibold">{name}</span>
          <span className="block text-sm text-ink-2">{lead}</span>
        </span>
      </button>
    </li>
  )
}
