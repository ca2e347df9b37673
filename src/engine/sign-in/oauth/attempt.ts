import { randomBytes } from 'node:crypto'
import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'
import type { After } from '../../../shared/after.ts'
import type { OAuthClient, OAuthProvider } from '../../../shared/oauth.ts'
import { type Grant, SignInRefused } from './grant.ts'
import { listenForBrowser } from './listener.ts'
import { createTokenEndpoint, type SendOnce, validateAnswer } from './token-endpoint.ts'

/** One try to sign in with the system's browser. */
export interface Attempt {
  /** To be opened in the browser. */
  readonly url: string
  /** Rejects with SignInRefused, as `send` does, or with the signal's reason. */
  readonly grant: Promise<Grant>
  /** The address that a browser on another computer ended at, as a person pasted it. Throws SignInRefused when it is no answer to this. */
  paste(address: string): void
}

export interface AttemptPorts {
  readonly send: SendOnce
  /** Ms since 1970. */
  readonly now: () => number
  readonly after: After
}

const patienceMs = 5 * 60_000
const lastPageMs = 10_000

/** Listens, and says which page to open. It ends with an answer, after five minutes, or as the signal says. */
export async function beginAttempt(
  provider: OAuthProvider,
  client: OAuthClient,
  { send, now, after }: AttemptPorts,
  signal: AbortSignal,
): Promise<Attempt> {
  signal.throwIfAborted()
  const state = randomBytes(32).toString('base64url')
  const verifier = provider.pkce ? generateRandomCodeVerifier() : null
  const endpoint = createTokenEndpoint(provider, client, send, now)
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>()

  const take = (address: URL): 'done' | 'denied' | null => {
    // Any page in the browser can come here; only who knows the state is an answer.
    if (address.searchParams.get('state') !== state) return null
    // The last page closes the listener; a tab that was closed before it does not.
    after(lastPageMs, () => listener.close())
    try {
      resolve(validateAnswer(provider, client, address, state))
      return 'done'
    } catch (error) {
      reject(error)
      return 'denied'
    }
  }
  const listener = await listenForBrowser(provider.redirect, take)
  const giveUp = (error: unknown) => {
    reject(error)
    listener.close()
  }
  const cancel = after(patienceMs, () => giveUp(new SignInRefused('expired', 'Nobody signed in for five minutes')))
  const stop = () => giveUp(signal.reason)
  signal.addEventListener('abort', stop, { once: true })

  const grant = promise
    .then((answer) => endpoint.exchange(answer, listener.redirectUri, verifier))
    .finally(() => {
      cancel()
      signal.removeEventListener('abort', stop)
    })
  grant.catch(() => {})
  return {
    url: await authorizeUrl(provider, client, listener.redirectUri, state, verifier),
    grant,
    paste: (text) => {
      const address = URL.parse(text.trim())
      if (address === null || take(address) === null) throw new SignInRefused('broken', 'That address is no answer to this sign-in')
      listener.close()
    },
  }
}

async function authorizeUrl(provider: OAuthProvider, client: OAuthClient, redirectUri: string, state: string, verifier: string | null) {
  const url = new URL(provider.authorizeUrl)
  const asked = {
    ...provider.extra,
    client_id: client.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: provider.scopes.join(' '),
    state,
    ...(verifier === null ? {} : { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }),
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}
