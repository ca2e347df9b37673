import { useSyncExternalStore } from 'react'

let said = { text: '', turn: 0 }
const waiting: string[] = []
let resting = false
const listeners = new Set<() => void>()

/** How long a text stays before the next takes its place: one that is gone at once is not read. */
const stayMs = 150

/** Has a screen reader say something once it has finished what it is saying. The same text is said again. */
export function announce(text: string): void {
  waiting.push(text)
  if (!resting) sayNext()
}

function sayNext(): void {
  const text = waiting.shift()
  resting = text !== undefined
  if (text === undefined) return
  said = { text, turn: said.turn + 1 }
  for (const listener of listeners) listener()
  setTimeout(sayNext, stayMs)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Where announcements are read from. One for the whole window, always there: a region that appears with its text is not read. */
export function Announcer() {
  const { text, turn } = useSyncExternalStore(subscribe, () => said)
  return (
    <div role="status" aria-live="polite" data-announcer className="sr-only">
      {turn % 2 === 0 ? text : `${text}\u00a0`}
    </div>
  )
}
