import { z } from 'zod'
import { MagpieError } from '../../shared/problem.ts'
import { createTokens, type Tokens } from '../../shared/tokens.ts'
import { hookSecret, noteAccepted, wasAccepted } from '../store/hooks.ts'
import type { Store } from '../store/store.ts'
import { isSignedBy, newSecret, signatureOf } from './signature.ts'

/** A call as it came: nothing of it is to be trusted yet. */
export interface HookCall {
  readonly source: string
  /** Seconds since 1970, as the caller wrote it. */
  readonly timestamp: string
  /** `sha256=` and the HMAC in hex. */
  readonly signature: string
  readonly body: string
}

/** `reread`: the one document is read again. `sync`: it is not known, or cannot be read right now, so what changed is pulled soon. */
export type HookAnswer = 'reread' | 'sync'

export interface HookParts {
  readonly store: Store
  readonly now: () => Date
  /** Does what a call is about. Throws `hook-waits` while the source rests. */
  readonly changed: (source: string, externalId: string) => HookAnswer
}

/** How far the caller's clock may be off, in ms. Signatures are remembered for twice as long: a caller's clock may be ahead. */
const windowMs = 300_000
/** More would not make a source fresher: calls within a moment become one reading. */
const perSource = { burst: 60, perMinute: 120 }

const bodies = z.object({ id: z.string().min(1).max(8_192) })

/**
 * Answers calls from outside that a document changed. Whoever cannot sign learns nothing: an unknown source, a source without a
 * hook and a wrong signature are refused alike. Throws `hook-refused`; for a caller that knows the secret also `hook-late`,
 * `hook-replayed`, `hook-flooded`, `hook-unclear`, `hook-waits`.
 */
export function createHookReceiver({ store, now, changed }: HookParts): (call: HookCall) => HookAnswer {
  const nobody = newSecret()
  const rates = new Map<string, Tokens>()
  return ({ source, timestamp, signature, body }) => {
    const secret = hookSecret(store, source)
    const expected = signatureOf(secret ?? nobody, timestamp, body)
    if (!isSignedBy(expected, signature) || secret === null) throw new MagpieError('hook-refused')
    const at = now()
    const sent = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN
    if (!(Math.abs(at.getTime() - sent) <= windowMs)) throw new MagpieError('hook-late', { minutes: windowMs / 60_000 })
    if (wasAccepted(store, expected)) throw new MagpieError('hook-replayed')
    const rate = rates.get(source) ?? createTokens(perSource)
    rates.set(source, rate)
    const waitMs = rate.take(at)
    if (waitMs !== null) throw new MagpieError('hook-flooded', { seconds: Math.ceil(waitMs / 1_000) })
    const answer = changed(source, externalIdIn(body))
    noteAccepted(store, source, expected, sent + 2 * windowMs, at)
    return answer
  }
}

function externalIdIn(body: string): string {
  try {
    return bodies.parse(JSON.parse(body)).id
  } catch (error) {
    throw new MagpieError('hook-unclear', {}, error)
  }
}
