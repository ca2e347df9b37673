import { CircleAlert, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '../ui/button.tsx'
import { sentenceOf } from './sentence-of.ts'
import { strings } from './strings.ts'

let problem: unknown = null
const listeners = new Set<() => void>()

function set(next: unknown): void {
  problem = next
  for (const listener of listeners) listener()
}

/** Notes that something a person asked for did not work. A dialog that is open says so itself; the banner says that the engine is away. */
export function noteProblem(error: unknown): void {
  const away = (error as { readonly code?: unknown } | null)?.code === 'engine-gone'
  if (!away && document.querySelector('[role=dialog], [role=alertdialog]') === null) set(error)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The last thing that did not work, in words that say what to do, until it is closed. Lies over the screen, moves nothing. */
export function ProblemNote() {
  const shown = useSyncExternalStore(subscribe, () => problem)
  if (shown === null) return null
  return (
    <div
      role="alert"
      className="absolute inset-x-4 bottom-4 z-10 mx-auto flex max-w-[640px] items-center gap-2.5 rounded-b border border-line bg-bad-soft px-3 py-2 text-sm text-bad shadow-raised"
    >
      <CircleAlert aria-hidden size={16} strokeWidth={1.75} />
      <span className="min-w-0 flex-1">{sentenceOf(shown)}</span>
      <Button look="ghost" square aria-label={strings.close} onClick={() => set(null)}>
        <X aria-hidden />
      </Button>
    </div>
  )
}
