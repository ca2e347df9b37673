import type { ConnectorType } from './connectors/connector.ts'
import { authorizedFetch } from './connectors/kit/authorized-fetch.ts'
import { json, type Loopback, type Responder, startLoopback, status } from './connectors/kit/loopback.fixture.ts'

interface Settings {
  readonly url: string
}

/** A connector as services with an API have it: it signs in with a token, lists, and reads documents by their id. */
export const wiki: ConnectorType<Settings, string> = {
  id: 'wiki',
  name: 'Wiki',
  auth: [{ kind: 'token', label: 'Token', helpUrl: '' }, { kind: 'none' }],
  settings: { fields: [{ name: 'url', label: 'Address', input: 'url', required: true }], parse: (saved) => saved as Settings },
  limits: { shared: 'account', all: { requests: 6_000, perMs: 60_000, concurrent: 4 } },
  cursorVersion: 1,
  strikes: 2,
  open: ({ url }, host) => {
    const fetch = authorizedFetch(
      host,
      (credential): Record<string, string> => (credential.kind === 'bearer' ? { authorization: `Bearer ${credential.token}` } : {}),
    )
    const ask = async <T>(path: string, signal: AbortSignal) => (await (await fetch(`${url}${path}`, { signal })).json()) as T
    return {
      check: (signal) => ask<{ readonly id: string; readonly name: string }>('/me', signal),
      async *scopes() {
        yield { id: 'all', name: 'All', hasChildren: false }
      },
      changes: () => 'listing',
      async *pull(_scope, _cursor, signal) {
        const { pages } = await ask<{ readonly pages: readonly string[] }>('/pages', signal)
        const updatedAt = '2026-11-23T10:00:00Z'
        const ref = (id: string) => ({
          id,
          version: '1',
          title: id,
          titled: true,
          url: `${url}/${id}`,
          updatedAt,
          mimeType: 'text/plain',
          path: [],
        })
        yield { cursor: 'end', changes: pages.map((id) => ({ type: 'upsert', ref: ref(id) })) }
      },
      read: async ({ id }, signal) => ({ type: 'text', text: (await ask<{ readonly text: string }>(`/pages/${id}`, signal)).text }),
      gone: async () => [],
      close: async () => {},
    }
  },
}

/** The service to it: three pages, and accounts by their tokens. Without tokens, everybody is Ada. */
export const startWiki = (
  tokens: Readonly<Record<string, string>> | null = null,
  tls?: Parameters<typeof startLoopback>[1],
): Promise<Loopback> => startWikiFor(async (token) => (tokens === null ? 'ada' : tokens[token]), tls)

/** The same, asking somebody else whose a token is. */
export function startWikiFor(
  accountOf: (token: string) => Promise<string | undefined>,
  tls?: Parameters<typeof startLoopback>[1],
): Promise<Loopback> {
  return startLoopback(async (response, asked, request) => {
    const account = await accountOf(/^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '')
    const answer = account === undefined ? status(401) : answers(asked.path, account)
    return answer(response, asked, request)
  }, tls)
}

function answers(path: string, account: string): Responder {
  if (path === '/me') return json({ id: account, name: account })
  return path === '/pages' ? json({ pages: ['home', 'plan', 'notes'] }) : json({ text: `the text of ${path}` })
}
