import type { ReactNode, Ref } from 'react'

/** A part of the window that scrolls, by keyboard too: F6 leads here, and the arrow keys then move its content. */
export function ScrollPane({
  label,
  pane = true,
  ref,
  className = '',
  children,
}: {
  readonly label: string
  /** False inside something that is a pane already. */
  readonly pane?: boolean
  readonly ref?: Ref<HTMLElement>
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <section
      ref={ref}
      aria-label={label}
      data-pane={pane || undefined}
      data-scroller
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus it cannot be scrolled by keyboard
      tabIndex={0}
      className={`overflow-y-auto focus-visible:-outline-offset-2 ${className}`}
    >
      {children}
    </section>
  )
}
