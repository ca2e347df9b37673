import * as oauth from 'oauth4webapi'
import type { OAuthClient, OAuthProvider } from '../../../shared/oauth.ts'
import { type Grant, type RefusedWhy, SignInRefused } from './grant.ts'

/** `fetch` as the engine sends: never by itself a second time, since a refresh token that is used twice is stolen to the provider. */
export type SendOnce = (url: string, init: RequestInit) => Promise<Response>

/** Everything that is asked of a provider without a browser. Rejects with SignInRefused, or as `send` does. */
export interface TokenEndpoint {
  /** `verifier` is PKCE's, null without. The answer was checked already (`validateAnswer`). */
  exchange(answer: URLSearchParams, redirectUri: string, verifier: string | null): Promise<Grant>
  refresh(grant: Grant): Promise<Grant>
  /** Resolves also when the provider does not know how. */
  revoke(grant: Grant): Promise<void>
  startDevice(): Promise<oauth.DeviceAuthorizationResponse>
  /** Null while the person has not answered yet; `slower` when we ask too often. */
  pollDevice(deviceCode: string): Promise<Grant | 'pending' | 'slower'>
}

export function createTokenEndpoint(provider: OAuthProvider, client: OAuthClient, send: SendOnce, now: () => number): TokenEndpoint {
  const as = serverOf(provider)
  const self: oauth.Client = { client_id: client.id }
  const proof =
    client.secret === undefined
      ? oauth.None()
      : provider.secret === 'basic'
        ? basic(client.id, client.secret)
        : oauth.ClientSecretPost(client.secret)
  const options = {
    [oauth.allowInsecureRequests]: isLoopback(provider.tokenUrl),
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) => send(url, asInit(init, provider.body ?? 'form')),
  }
  const grantOf = (answer: oauth.TokenEndpointResponse, before: Grant | null): Grant => ({
    kind: 'oauth2',
    client,
    accessToken: answer.access_token,
    receivedAt: now(),
    expiresAt: answer.expires_in === undefined ? null : now() + answer.expires_in * 1_000,
    // Who does not rotate refresh tokens does not repeat them.
    refreshToken: answer.refresh_token ?? before?.refreshToken ?? null,
  })
  return {
    exchange: (answer, redirectUri, verifier) =>
      refusing(async () => {
        const code = verifier ?? oauth.nopkce
        const response = await oauth.authorizationCodeGrantRequest(as, self, proof, answer, redirectUri, code, options)
        return grantOf(await oauth.processAuthorizationCodeResponse(as, self, response), null)
      }),
    refresh: (grant) =>
      refusing(async () => {
        if (grant.refreshToken === null) throw new SignInRefused('refused', 'There is no refresh token')
        const response = await oauth.refreshTokenGrantRequest(as, self, proof, grant.refreshToken, options)
        return grantOf(await oauth.processRefreshTokenResponse(as, self, response), grant)
      }),
    revoke: async (grant) => {
      if (provider.revokeUrl === undefined) return
      // The refresh token's end is the end of what came of it.
      const response = await oauth.revocationRequest(as, self, proof, grant.refreshToken ?? grant.accessToken, options)
      await refusing(() => oauth.processRevocationResponse(response))
    },
    startDevice: () =>
      refusing(async () => {
        const response = await oauth.deviceAuthorizationRequest(as, self, proof, { scope: provider.scopes.join(' ') }, options)
        return oauth.processDeviceAuthorizationResponse(as, self, response)
      }),
    pollDevice: async (deviceCode) => {
      try {
        const response = await oauth.deviceCodeGrantRequest(as, self, proof, deviceCode, options)
        return grantOf(await oauth.processDeviceCodeResponse(as, self, response), null)
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError && error.error === 'authorization_pending') return 'pending'
        if (error instanceof oauth.ResponseBodyError && error.error === 'slow_down') return 'slower'
        throw asRefused(error)
      }
    },
  }
}

/** Checks where the browser came back from: state, issuer, and whether the person agreed. Throws SignInRefused. */
export function validateAnswer(provider: OAuthProvider, client: OAuthClient, answer: URL, state: string): URLSearchParams {
  try {
    return oauth.validateAuthResponse(serverOf(provider), { client_id: client.id }, answer, state)
  } catch (error) {
    throw asRefused(error)
  }
}

/** The library's own encodes even hyphens, which the standard allows and Notion, for one, does not undo. */
const basic =
  (id: string, secret: string): oauth.ClientAuth =>
  (_as, _client, _body, headers) => {
    const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  }

const serverOf = (provider: OAuthProvider): oauth.AuthorizationServer => ({
  issuer: provider.issuer ?? new URL(provider.authorizeUrl).origin,
  authorization_endpoint: provider.authorizeUrl,
  token_endpoint: provider.tokenUrl,
  ...(provider.revokeUrl === undefined ? {} : { revocation_endpoint: provider.revokeUrl }),
  ...(provider.deviceUrl === undefined ? {} : { device_authorization_endpoint: provider.deviceUrl }),
})

function asInit({ body, headers, method }: oauth.CustomFetchOptions<string, unknown>, as: 'form' | 'json'): RequestInit {
  if (as === 'form' || !(body instanceof URLSearchParams)) return { method, headers, body: body as URLSearchParams }
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(body)) }
}

async function refusing<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw asRefused(error)
  }
}

/** What a provider calls it, and what that means to us. Atlassian says `unauthorized_client` of a used refresh token. */
const meanings: Readonly<Record<string, RefusedWhy>> = {
  access_denied: 'denied',
  invalid_grant: 'refused',
  unauthorized_client: 'refused',
  expired_token: 'expired',
  invalid_client: 'client',
}

function asRefused(error: unknown): unknown {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return new SignInRefused(meanings[error.error] ?? 'broken', `The provider says ${error.error}`, error)
  if (error instanceof oauth.WWWAuthenticateChallengeError) return new SignInRefused('client', 'The provider does not know this app', error)
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return new SignInRefused('broken', error.message, error)
  return error
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === '127.0.0.1' || hostname === 'localhost'
}
