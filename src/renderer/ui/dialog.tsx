import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { strings } from '../app/strings.ts'
import { Button } from './button.tsx'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly children?: ReactNode
  readonly footer?: ReactNode
  readonly width?: 'narrow' | 'wide'
  /** What is inside is read, not filled in: it takes the focus, so that the arrow keys scroll it. */
  readonly reading?: boolean
  /** Takes the focus on opening; the first control otherwise. */
  readonly initialFocus?: RefObject<HTMLElement | null>
}

/** A question or a list above the window: Esc and the cross close it, focus stays inside and then goes back. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  width = 'narrow',
  reading = false,
  initialFocus,
}: DialogProps) {
  useReturnedFocus()
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          {...(initialFocus === undefined ? {} : { initialFocus })}
          className={`fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-l border border-line bg-surface shadow-raised ${
            width === 'wide' ? 'max-w-[720px]' : 'max-w-[480px]'
          }`}
        >
          <header className="flex items-start gap-4 px-6 pt-5 pb-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-md font-semibold tracking-[-0.01em]">{title}</Base.Title>
              {description !== undefined && <Base.Description className="mt-1 text-ink-2">{description}</Base.Description>}
            </div>
            <Base.Close render={<Button look="ghost" square aria-label={strings.close} className="-mt-1 -mr-2" />}>
              <X />
            </Base.Close>
          </header>
          {children !== undefined && (
            <div
              {...(reading ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
              className="min-h-0 flex-1 overflow-y-auto px-6 pb-5 -outline-offset-2"
            >
              {children}
            </div>
          )}
          {footer !== undefined && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-bg px-6 py-3.5">{footer}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** A dialog that is taken away while it is open gives the focus back as one that closes does. */
function useReturnedFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const target = before instanceof HTMLElement && before.isConnected ? before : document.getElementById('content')
        target?.focus()
      })
    },
    [before],
  )
}
