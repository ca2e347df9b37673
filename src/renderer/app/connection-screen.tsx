import { useEffect, useState } from 'react'
import { say } from '../../shared/messages/say.ts'
import { MagpieError } from '../../shared/problem.ts'
import { Brand } from '../ui/brand.tsx'
import { Button } from '../ui/button.tsx'
import type { ConnectionState } from './connection.ts'
import { useRetry } from './engine.tsx'
import { strings } from './strings.ts'

const longMs = 15_000

/**
 * Shown while there is no engine to talk to yet, or when it cannot answer at all. Silent for the first moment, so that a
 * quick start does not flicker.
 */
export function ConnectionScreen({
  state,
  error,
  onAgain,
}: {
  readonly state: ConnectionState
  readonly error: unknown
  readonly onAgain: () => void
}) {
  const retry = useRetry()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs)
    return () => clearTimeout(timer)
  }, [])
  const words = strings.connection
  const broken = state === 'ready' && error !== null
  const final = state === 'refused' || broken
  const sentence =
    state === 'refused'
      ? words.refused
      : broken
        ? say({ code: error instanceof MagpieError ? error.code : 'internal', params: error instanceof MagpieError ? error.params : {} })
        : state === 'reconnecting'
          ? words.reconnecting
          : words.connecting
  const more =
    state === 'refused'
      ? words.refusedMore
      : broken
        ? null
        : long
          ? words.reconnectingLong
          : state === 'reconnecting'
            ? words.reconnectingMore
            : null
  return (
    <main className={`grid h-full place-items-center p-6 text-center ${final ? '' : 'animate-[appear_0s_400ms_both]'}`}>
      <div className="max-w-[420px]">
        <div className="mb-4 inline-block">
          <Brand size={36} />
        </div>
        <h1 className="text-md font-semibold" role="status">
          {sentence}
        </h1>
        {more !== null && <p className="mt-2 text-ink-2">{more}</p>}
        {(broken || (long && state !== 'refused')) && (
          <Button className="mt-4" onClick={broken ? onAgain : retry}>
            {words.retry}
          </Button>
        )}
      </div>
    </main>
  )
}
