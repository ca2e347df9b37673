import type { ReactNode } from 'react'

/** The top of a screen: its name, a sentence about it, and what can be done there. */
export function ScreenHead({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <header className="flex min-h-[65px] flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-4 md:px-8">
      <h1 className="text-xl font-semibold tracking-[-0.015em]">{title}</h1>
      {lead !== undefined && <span className="num text-sm text-ink-3">{lead}</span>}
      <div className="ml-auto flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
    </header>
  )
}
