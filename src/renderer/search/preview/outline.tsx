import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { kindOf } from '../../../shared/document-kinds.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import type { Part } from './format.ts'

/** Further headings than these are reached by searching. */
const most = 200

/** The document's headings, slides or sheets, to go to. */
export function Outline({
  parts,
  mimeType,
  icon,
  onGoTo,
}: {
  readonly parts: readonly Part[]
  readonly mimeType: string
  readonly icon: ReactNode
  readonly onGoTo: (at: number) => void
}) {
  if (parts.length < 2) return null
  const kind = kindOf(mimeType)
  const label = kind === 'powerpoint' ? strings.preview.slides : kind === 'excel' ? strings.preview.sheets : strings.preview.outline
  const top = Math.min(...parts.map(({ level }) => level))
  return (
    <Base.Root>
      <Base.Trigger render={<Button square aria-label={label} title={label} />}>{icon}</Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={6} className="z-30">
          <Base.Popup
            aria-label={label}
            className="max-h-[min(480px,var(--available-height))] max-w-96 min-w-56 overflow-y-auto rounded-b border border-line bg-raised p-1 shadow-raised outline-none"
          >
            {parts.slice(0, most).map(({ title, level, at }) => (
              <Base.Item
                key={at}
                onClick={() => onGoTo(at)}
                className="flex min-h-8 cursor-pointer items-center rounded-s px-2.5 py-1 text-sm outline-none data-highlighted:bg-hover"
              >
                <span
                  dir="auto"
                  className={`truncate ${indents[Math.min(level - top, indents.length - 1)]} ${level === top ? 'font-medium' : 'text-ink-2'}`}
                >
                  {title}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const indents = ['', 'ps-3', 'ps-6', 'ps-9'] as const
