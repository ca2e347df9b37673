import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FakeAnswer } from '../../kit/fake-service.fixture.ts'
import { refuse } from './answers.ts'

/** Notion's own authorization page and token endpoints, for one app that somebody registered. */
export interface FakeSignIn {
  readonly clientId: string
  readonly clientSecret: string
  answer(method: string, url: URL, body: string, headers: IncomingHttpHeaders): ReturnType<FakeAnswer>
  isGood(token: string): boolean
  /** Another token of the same person. */
  admit(token: string): void
  /** From now on no token handed out so far counts; refreshing still does. */
  expireTokens(): void
  /** Neither do refresh tokens. */
  revokeAll(): void
}

const html = { 'content-type': 'text/html; charset=utf-8' }

export function createFakeSignIn(first: string): FakeSignIn {
  const clientId = '1d1d1d1d-0000-4000-8000-00000000c0de'
  const clientSecret = 'secret_of_an_app_of_ones_own'
  const good = new Set([first])
  const refreshes = new Set<string>()
  const codes = new Map<string, string>()
  const secret = (prefix: string) => `${prefix}${randomBytes(24).toString('hex')}`
  const ok = (body: unknown) => ({ status: 200, body })

  const authorize = (url: URL): ReturnType<FakeAnswer> => {
    const asked = Object.fromEntries(url.searchParams)
    if (asked.client_id !== clientId) return { status: 400, body: page('This app is not known.'), headers: html }
    if (asked.response_type !== 'code' || asked.owner !== 'user' || asked.redirect_uri === undefined)
      return { status: 400, body: page('Something is missing in this request.'), headers: html }
    const code = secret('')
    codes.set(code, asked.redirect_uri)
    const back = (more: Readonly<Record<string, string>>) => {
      const to = new URL(asked.redirect_uri!)
      for (const [name, value] of Object.entries({ ...more, ...(asked.state === undefined ? {} : { state: asked.state }) }))
        to.searchParams.set(name, value)
      return to.href.replaceAll('&', '&amp;')
    }
    const body = page(
      `Magpie wants to read Example Works.</p><p><a role="button" href="${back({ code })}">Allow access</a> <a role="button" href="${back({ error: 'access_denied' })}">Cancel</a>`,
    )
    return { status: 200, body, headers: html }
  }
  const tokens = () => {
    const access = secret('ntn_')
    const refresh = secret('nrt_')
    good.add(access)
    refreshes.add(refresh)
    return ok({
      access_token: access,
      token_type: 'bearer',
      refresh_token: refresh,
      bot_id: 'b0b0b0b0-b0b0-b0b0-b0b0-b0b0b0b0b0b0',
      workspace_id: 'a0a0a0a0-a0a0-a0a0-a0a0-a0a0a0a0a0a0',
      workspace_name: 'Example Works',
      workspace_icon: null,
      owner: { type: 'workspace', workspace: true },
      duplicated_template_id: null,
    })
  }
  return {
    clientId,
    clientSecret,
    isGood: (token) => good.has(token),
    admit: (token) => void good.add(token),
    expireTokens: () => good.clear(),
    revokeAll: () => {
      good.clear()
      refreshes.clear()
    },
    answer: (method, url, body, headers) => {
      const what = url.pathname.split('/').at(-1)
      if (what === 'authorize' && method === 'GET') return authorize(url)
      if (method !== 'POST') return refuse(405, 'invalid_request', 'Method not allowed.')
      const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
      if (headers.authorization !== basic) return { status: 401, body: { error: 'invalid_client' } }
      if (!/^application\/json/.test(headers['content-type'] ?? ''))
        return { status: 400, body: { error: 'invalid_request', error_description: 'JSON only' } }
      const asked = JSON.parse(body) as Record<string, string>
      if (what === 'revoke') {
        good.delete(asked.token ?? '')
        refreshes.delete(asked.token ?? '')
        return ok({ request_id: 'r' })
      }
      if (what === 'introspect') return ok({ active: good.has(asked.token ?? '') })
      if (asked.grant_type === 'refresh_token') {
        // Old ones die with their use.
        if (!refreshes.delete(asked.refresh_token ?? '')) return { status: 400, body: { error: 'invalid_grant' } }
        good.clear()
        return tokens()
      }
      const redirect = codes.get(asked.code ?? '')
      codes.delete(asked.code ?? '')
      if (asked.grant_type !== 'authorization_code' || redirect === undefined || redirect !== asked.redirect_uri)
        return { status: 400, body: { error: 'invalid_grant' } }
      return tokens()
    },
  }
}

const page = (text: string) =>
  `<!doctype html><html lang="en"><title>Notion, pretended</title><body><main><h1>Notion, pretended</h1><p>${text}</p></main>`
