import type { Connector, ConnectorType, Host } from '../connector.ts'
import { createNotion, type Notion } from './client.ts'
import type { NotionCursor } from './cursor.ts'
import { explained, explainedEach } from './explain.ts'
import { goneFrom } from './gone.ts'
import { createInventories } from './inventory.ts'
import { judge } from './judge.ts'
import { createPull } from './pull.ts'
import { createReader } from './read.ts'
import { countIn, scopesBelow } from './scopes.ts'
import { type NotionSettings, settings } from './settings.ts'
import { createTree } from './tree.ts'

/** Notion: pages, and the rows of databases, of one workspace. Facts: Notion's API reference, version 2026-03-11. */
export const connector: ConnectorType<NotionSettings, NotionCursor> = {
  id: 'notion',
  name: 'Notion',
  auth: [
    {
      kind: 'token',
      label: 'Personal access token, or the secret of an internal connection',
      helpUrl: 'https://www.notion.so/developers/tokens',
    },
    {
      kind: 'oauth2',
      // An address is registered as it is, port and all, so it is always the same.
      redirect: { host: 'localhost', ports: [53_682], path: '/notion' },
      provider: ({ apiUrl }) => ({
        authorizeUrl: `${apiUrl}/v1/oauth/authorize`,
        tokenUrl: `${apiUrl}/v1/oauth/token`,
        scopes: [],
        pkce: false,
        secret: 'basic',
        body: 'json',
        extra: { owner: 'user' },
        revokeUrl: `${apiUrl}/v1/oauth/revoke`,
      }),
    },
  ],
  settings,
  // Per connection, in windows of a minute; ten a second on larger plans, which nothing tells before one is refused.
  limits: {
    shared: 'account',
    all: { requests: 180, perMs: 60_000, concurrent: 2 },
    // Files lie in a store that Notion does not count, and has no limit we know of.
    buckets: { files: { requests: 600, perMs: 60_000, concurrent: 2, apart: true } },
  },
  reads: ({ method, url }) => method === 'GET' || (method === 'POST' && /^\/v1\/(search|data_sources\/[^/]+\/query)$/.test(url.pathname)),
  judge,
  cursorVersion: 1,
  strikes: 2,
  open: (config, host) => openNotion(config, host),
}

function openNotion(config: NotionSettings, host: Host): Connector<NotionCursor> {
  const notion: Notion = createNotion(config.apiUrl, host)
  const tree = createTree(notion)
  const inventories = createInventories(notion, tree)
  const reader = createReader(notion, tree, config, host)
  return {
    check: (signal) => explained(notion.account(signal)),
    scopes: (parent, signal) => explainedEach(scopesBelow(inventories, tree, parent, signal)),
    estimate: async (scopes, signal) => {
      const documents = await countIn(inventories, tree, scopes, signal)
      return { documents, requests: documents * (config.comments ? 3 : 2) }
    },
    // Edits come by their time; what is gone without a trace is found by listing.
    changes: () => 'since',
    pull: createPull(notion, tree, inventories, reader),
    read: (ref, signal) => reader.read(ref, signal),
    gone: (scope, ids, signal) => goneFrom(notion, tree, scope, ids, signal),
    close: async () => {},
  }
}
