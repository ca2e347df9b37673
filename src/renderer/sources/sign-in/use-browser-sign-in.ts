import { useEffect, useState } from 'react'
import type { CallInput } from '../../../shared/api.ts'
import type { Said } from '../../../shared/model.ts'
import type { SignInStarted } from '../../../shared/sign-in.ts'
import { useAct, useEngine } from '../../app/engine.tsx'

const pollMs = 600

export interface BrowserSignIn {
  /** Opens the provider's page in the system's browser and waits for it. A second try ends the first. */
  begin(input: CallInput<'signIn.begin'>): void
  cancel(): void
  /** The page to open; null while none is waited for. */
  readonly waiting: SignInStarted | null
  /** The attempt that went well; null before. */
  readonly done: string | null
  /** Why the last one did not. */
  readonly failed: Said | null
  readonly error: unknown
}

/** Signing in by the system's browser, as far as the window sees it: where it stands, never what comes of it. */
export function useBrowserSignIn(onDone: (attempt: string) => void): BrowserSignIn {
  const engine = useEngine()
  const start = useAct('signIn.begin')
  const [waiting, setWaiting] = useState<SignInStarted | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [failed, setFailed] = useState<Said | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: one attempt is followed to its end
  useEffect(() => {
    if (waiting === null) return
    const { attempt } = waiting
    const timer = setInterval(async () => {
      const state = await engine.call('signIn.status', { attempt }).catch(() => null)
      if (state === null || state.state === 'waiting') return
      clearInterval(timer)
      setWaiting(null)
      if (state.state === 'failed') setFailed(state.said)
      else {
        setDone(attempt)
        onDone(attempt)
      }
    }, pollMs)
    return () => clearInterval(timer)
  }, [waiting])

  return {
    begin: (input) => {
      setFailed(null)
      setDone(null)
      start.mutate(input, {
        onSuccess: (started) => {
          setWaiting(started)
          window.open(started.url, '_blank', 'noopener,noreferrer')
        },
      })
    },
    cancel: () => {
      if (waiting !== null) void engine.call('signIn.cancel', { attempt: waiting.attempt }).catch(() => undefined)
      setWaiting(null)
    },
    waiting,
    done,
    failed,
    error: start.error,
  }
}
