import { randomUUID } from 'node:crypto'
import type { OAuthClient, OAuthProvider } from '../../../shared/oauth.ts'
import { type ErrorCode, MagpieError, toWireError } from '../../../shared/problem.ts'
import type { SignInStarted, SignInState } from '../../../shared/sign-in.ts'
import { type Attempt, type AttemptPorts, beginAttempt } from './attempt.ts'
import { beginDeviceAttempt } from './device.ts'
import { type Grant, type RefusedWhy, SignInRefused } from './grant.ts'

/** What is to be signed in to. One attempt at a time has the same `key`: a second one ends the first. */
export interface Wanted {
  readonly key: string
  readonly provider: OAuthProvider
  readonly client: OAuthClient
  /** With a code on another device, in place of a browser that comes back to this computer. */
  readonly device: boolean
}

/** Sign-ins under way, and those that just went well. All that takes an id throws `attempt-unknown`. */
export interface Attempts {
  begin(wanted: Wanted): Promise<SignInStarted>
  state(id: string): SignInState
  /** Throws also when the address is no answer to it. */
  paste(id: string, address: string): void
  cancel(id: string): void
  /** What it gave; it is kept until it is forgotten, so that what is done with it can be tried again. */
  grant(id: string): Grant
  forget(id: string): void
  close(): void
}

interface Begun {
  readonly key: string
  readonly stop: AbortController
  readonly paste: Attempt['paste'] | null
  grant: Grant | null
  failure: unknown
}

/** Whoever signed in and did nothing with it has to do it again, in ms. */
const keepMs = 15 * 60_000

export function createAttempts(ports: AttemptPorts): Attempts {
  const all = new Map<string, Begun>()

  const known = (id: string): Begun => {
    const begun = all.get(id)
    if (begun === undefined) throw new MagpieError('attempt-unknown')
    return begun
  }
  const forget = (id: string) => {
    all.get(id)?.stop.abort(new Error('the sign-in was ended'))
    all.delete(id)
  }
  return {
    begin: async ({ key, provider, client, device }) => {
      for (const [id, begun] of all) if (begun.key === key) forget(id)
      const id = randomUUID()
      const stop = new AbortController()
      const started = device
        ? { ...(await beginDeviceAttempt(provider, client, ports, stop.signal)), paste: null }
        : { ...(await beginAttempt(provider, client, ports, stop.signal)), code: null, completeUrl: null }
      const begun: Begun = { key, stop, paste: started.paste, grant: null, failure: null }
      all.set(id, begun)
      started.grant.then(
        (grant) => {
          begun.grant = grant
          ports.after(keepMs, () => forget(id))
        },
        (error: unknown) => {
          begun.failure = error
        },
      )
      return { attempt: id, url: started.completeUrl ?? started.url, code: started.code }
    },
    state: (id) => {
      const { grant, failure } = known(id)
      if (failure !== null) return { state: 'failed', said: toWireError(asSaid(failure)) }
      return { state: grant === null ? 'waiting' : 'done', said: null }
    },
    paste: (id, address) => {
      try {
        known(id).paste?.(address)
      } catch (error) {
        throw asSaid(error)
      }
    },
    cancel: forget,
    grant: (id) => {
      const { grant } = known(id)
      if (grant === null) throw new MagpieError('attempt-unknown')
      return grant
    },
    forget,
    close: () => {
      for (const id of [...all.keys()]) forget(id)
    },
  }
}

const codes: Readonly<Record<RefusedWhy, ErrorCode>> = {
  denied: 'sign-in-denied',
  refused: 'sign-in-refused',
  expired: 'sign-in-expired',
  client: 'sign-in-client',
  broken: 'sign-in-broken',
}

/** What a person can be told of a sign-in that failed. */
export function asSaid(error: unknown): MagpieError {
  if (error instanceof MagpieError) return error
  if (error instanceof SignInRefused) return new MagpieError(codes[error.why], { detail: error.message }, error)
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof MagpieError
    ? cause
    : new MagpieError('source-offline', { detail: error instanceof Error ? error.message : '' }, error)
}
