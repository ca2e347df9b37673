import type { ReactNode } from 'react'

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-block rounded-[5px] border border-line bg-surface px-[5px] py-[3px] font-sans text-xs leading-none font-medium text-ink-3">
      {children}
    </kbd>
  )
}
