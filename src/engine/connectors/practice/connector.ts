import { z } from 'zod'
import { MagpieError } from '../../../shared/problem.ts'
import type { Change, Connector, ConnectorType, Gone, Page } from '../connector.ts'
import { ConnectorError } from '../connector.ts'
import { type Client, createClient, type WireDocument } from './client.ts'
import { type Cursor, pullEdits, pullFeed, pullListing } from './pull.ts'

/** How a connector to the practice service finds what changed. */
export type PracticeKind = 'feed' | 'since' | 'listing'

const settings = z.object({ url: z.url() })

/** One connector for each way to find changes, all to the same service. */
export const practiceConnectors: Readonly<Record<`practice-${PracticeKind}`, () => Promise<ConnectorType>>> = {
  'practice-feed': async () => practiceConnector('feed'),
  'practice-since': async () => practiceConnector('since'),
  'practice-listing': async () => practiceConnector('listing'),
}

export const practiceConnector = (kind: PracticeKind): ConnectorType => ({
  id: `practice-${kind}`,
  name: `Practice service, by ${kind}`,
  auth: [{ kind: 'none' }],
  settings: {
    fields: [{ name: 'url', label: 'Address', input: 'url', required: true }],
    parse: (saved) => {
      const parsed = settings.safeParse(saved)
      if (!parsed.success) throw new MagpieError('setting-invalid', { key: 'url', value: '', allowed: 'an address' })
      return parsed.data
    },
  },
  limits: { shared: 'source', all: { requests: 1_000_000, perMs: 1_000, concurrent: 8 } },
  // Asking for many documents at once takes a request with a body's worth of ids.
  reads: ({ method, url }) => method === 'GET' || (method === 'POST' && url.pathname === '/documents/look'),
  judge: ({ status }) => (status === 410 ? { problem: 'cursor-expired' } : null),
  cursorVersion: 1,
  strikes: 2,
  open: (config, host) => openPractice(kind, createClient((config as z.infer<typeof settings>).url, host)),
})

function openPractice(kind: PracticeKind, client: Client): Connector {
  const pulls = { feed: pullFeed, since: pullEdits, listing: pullListing }
  return {
    check: (signal) => client.me(signal),
    scopes: async function* (parent, signal) {
      for (let after: number | null = 0; after !== null; ) {
        const page: Awaited<ReturnType<Client['spaces']>> = await client.spaces(parent, after, signal)
        for (const { id, name, hasChildren } of page.spaces) yield { id, name, hasChildren }
        after = page.next
      }
    },
    changes: () => kind,
    pull: async function* (scope, cursor, signal): AsyncGenerator<Page> {
      signal.throwIfAborted()
      for await (const { documents, gone, cursor: next, now } of pulls[kind](client, scope, cursor as Cursor | null, signal)) {
        signal.throwIfAborted()
        const changes = documents.map((document): Change => changeOf(document, now))
        yield { changes: [...changes, ...gone.map(({ id, why }): Change => ({ type: 'delete', id, why }))], cursor: next }
      }
    },
    read: async (ref, signal) => ({ type: 'text', text: await client.content(ref.id, signal) }),
    gone: async (scope, ids, signal) => {
      const gone: Gone[] = []
      for (let at = 0; at < ids.length; at += 100)
        for (const { id, state } of (await client.look(scope, ids.slice(at, at + 100), signal)).documents)
          if (state !== 'there') gone.push({ id, why: state === 'deleted' ? 'deleted' : 'unshared' })
      return gone
    },
    close: async () => {},
  }
}

/** The service's clock counts in minutes: of a document of this very minute the instant says little. */
function changeOf(document: WireDocument, now: string | null): Change {
  const { id } = document
  if ('garbled' in document)
    return { type: 'failure', id, title: id, error: new ConnectorError('unreadable', `${id} is listed in an unknown form`) }
  const byInstant = now !== null ? { version: document.edited, ...(document.edited >= now ? { versionUncertain: true } : {}) } : null
  return {
    type: 'upsert',
    ref: {
      id,
      version: String(document.version),
      ...byInstant,
      fingerprint: id,
      title: document.title,
      titled: false,
      url: document.url,
      createdAt: document.created,
      updatedAt: document.edited,
      author: document.author.name,
      labels: document.labels,
      mimeType: document.mimeType,
      path: document.path,
    },
  }
}
