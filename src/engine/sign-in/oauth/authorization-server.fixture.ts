import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { OAuthProvider } from '../../../shared/oauth.ts'

/** A real authorization server (oidc-provider, certified) on this computer. It forgets everything when it is closed. */
export interface AuthorizationServer {
  readonly issuer: string
  /** As a connector would declare it. */
  readonly provider: OAuthProvider
  close(): Promise<void>
}

export const publicClient = { id: 'desktop-app' }
export const ownApp = { id: 'own-app', secret: 'own-secret' }

/** Refresh tokens rotate, and one that is used twice ends everything that came of it. Access tokens last `lifeSeconds`. */
export async function startAuthorizationServer(lifeSeconds = 60): Promise<AuthorizationServer> {
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const codes = {
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'] as ['code'],
  }
  const redirects = ['http://127.0.0.1/callback', 'http://localhost/callback']
  const provider = new Provider(issuer, {
    clients: [
      { ...codes, client_id: publicClient.id, application_type: 'native', token_endpoint_auth_method: 'none', redirect_uris: redirects },
      { ...codes, client_id: ownApp.id, client_secret: ownApp.secret, application_type: 'native', redirect_uris: redirects },
    ],
    scopes: ['openid', 'offline_access', 'files.read'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_context, client, code) => client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    ttl: { AccessToken: lifeSeconds, RefreshToken: 14 * 24 * 3_600, Grant: 14 * 24 * 3_600 },
    features: { devInteractions: { enabled: true }, revocation: { enabled: true }, deviceFlow: { enabled: true } },
    cookies: { keys: ['test-only'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  })
  const handle = provider.callback()
  return {
    issuer,
    provider: {
      issuer,
      authorizeUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      revokeUrl: `${issuer}/token/revocation`,
      deviceUrl: `${issuer}/device/auth`,
      scopes: ['openid', 'offline_access', 'files.read'],
      extra: { prompt: 'consent' },
      pkce: true,
      secret: 'basic',
      redirect: { host: '127.0.0.1', ports: 'any', path: '/callback' },
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
