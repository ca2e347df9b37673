import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { announce } from './announce.tsx'
import { useConnectionState, useRetry } from './engine.tsx'
import { strings } from './strings.ts'

/** From when on waiting alone is no advice any more. */
const longMs = 15_000

/** Says that the engine is away, what that means and what to do; and once that it is back. Lies over the screen, moves nothing. */
export function EngineBanner() {
  const away = useConnectionState() !== 'ready'
  const retry = useRetry()
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!away) return
    setLong(false)
    const timer = setTimeout(() => setLong(true), longMs)
    return () => {
      clearTimeout(timer)
      announce(strings.connection.back)
    }
  }, [away])
  if (!away) return null
  const words = strings.connection
  return (
    <div
      role="alert"
      className="absolute inset-x-0 bottom-0 z-20 flex flex-wrap items-center gap-x-2.5 gap-y-1.5 border-t border-line bg-warn-soft px-6 py-2 text-sm text-warn"
    >
      <Unplug aria-hidden size={16} strokeWidth={1.75} />
      <span className="min-w-0 flex-1 basis-64">
        {words.reconnecting} {long ? words.reconnectingLong : words.reconnectingMore}
      </span>
      <Button className="text-ink" onClick={retry}>
        {words.retry}
      </Button>
    </div>
  )
}
