import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const looks = { warn: 'bg-warn-soft text-warn', bad: 'bg-bad-soft text-bad', calm: 'bg-accent-soft text-accent' } as const

/** A sentence about a state, with at most one thing to do about it. */
export function Notice({
  look,
  icon: Icon,
  children,
  action,
}: {
  readonly look: keyof typeof looks
  readonly icon: LucideIcon
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={`flex flex-wrap items-center gap-x-2.5 gap-y-2 rounded-b px-3 py-2.5 text-sm forced-colors:border ${looks[look]}`}>
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-56">{children}</div>
      {action}
    </div>
  )
}
