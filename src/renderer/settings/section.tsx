import { type ReactNode, useId } from 'react'

/** A subject of the settings. */
export function Section({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-md font-semibold tracking-[-0.01em]">
        {title}
      </h2>
      {lead !== undefined && <p className="mt-1 text-ink-2">{lead}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}

/** One preference on a line: its name, a word about it, and its control beside it. */
export function Line({ label, lead, children }: { readonly label: string; readonly lead?: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
        {label}
        {lead !== undefined && <span className="block text-sm text-ink-2">{lead}</span>}
      </span>
      {children}
    </div>
  )
}

export const linesClass = 'overflow-hidden rounded-b border border-line'
