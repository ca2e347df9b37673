import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Change, type Connector, ConnectorError, type ConnectorType, type DocumentRef } from '../src/engine/connectors/connector.ts'
import type { Problem, SkipReason } from '../src/shared/model.ts'
import { MagpieError } from '../src/shared/problem.ts'

/** What a scripted source has and does, as a JSON file that a test writes and the connector reads anew at every call. */
export interface Script {
  readonly account: string
  /** Text by id, such as `team/plan.md`. */
  readonly documents: Readonly<Record<string, { readonly text: string; readonly updatedAt?: string; readonly author?: string }>>
  /** Answers everything. */
  readonly down?: Problem
  /** Documents that cannot be read, and why. */
  readonly refused?: Readonly<Record<string, Problem>>
  readonly skipped?: Readonly<Record<string, SkipReason>>
  /** Parts that can be chosen: names by parent, the top ones under the empty name. Without them there is one. */
  readonly scopes?: Readonly<Record<string, readonly string[]>>
  /** How long each document takes to be read, in ms. */
  readonly readMs?: number
}

const pageSize = 50

/** A kind of source in the hands of a test, as if it were a service on the net. */
export const scripted = (id: string, name: string): ConnectorType<{ readonly script: string }, string> => ({
  id,
  name,
  auth: [{ kind: 'none' }],
  settings: {
    fields: [
      { name: 'script', label: 'Address', help: 'Where the service answers', input: 'text', required: true },
      { name: 'exclude', label: 'Leave out', help: 'Patterns such as drafts/**', input: 'list', required: false },
      { name: 'archived', label: 'Archived pages too', input: 'toggle', required: false },
    ],
    parse: (saved) => {
      const { script } = saved as { readonly script?: unknown }
      if (typeof script !== 'string' || script === '')
        throw new MagpieError('setting-invalid', { key: 'script', value: '', allowed: 'an address' })
      return { script }
    },
  },
  limits: { shared: 'source', all: { requests: 1_000, perMs: 1_000, concurrent: 4 } },
  cursorVersion: 1,
  strikes: 1,
  open: ({ script }) => open(() => JSON.parse(readFileSync(script, 'utf8')) as Script),
})

function open(read: () => Script): Connector<string> {
  const reach = (signal: AbortSignal) => {
    signal.throwIfAborted()
    const script = read()
    if (script.down !== undefined) throw new ConnectorError(script.down, 'the service said no')
    return script
  }
  return {
    check: async (signal) => {
      const { account } = reach(signal)
      return { id: account, name: account }
    },
    async *scopes(parent, signal) {
      const { scopes = { '': ['everything'] } } = reach(signal)
      for (const name of scopes[parent ?? ''] ?? [])
        yield { id: name, name: name.split('/').at(-1) ?? name, hasChildren: (scopes[name] ?? []).length > 0 }
    },
    changes: () => 'listing',
    async *pull(scope, _cursor, signal) {
      const script = reach(signal)
      const ids = Object.keys(script.documents)
        .filter((id) => script.scopes === undefined || id.startsWith(`${scope}/`))
        .sort()
      for (let at = 0; at === 0 || at < ids.length; at += pageSize)
        yield { changes: ids.slice(at, at + pageSize).map((id) => changeOf(script, id)), cursor: String(at) }
    },
    read: async ({ id }, signal) => {
      const script = reach(signal)
      await sleep(script.readMs ?? 0, undefined, { signal })
      const problem = script.refused?.[id]
      if (problem !== undefined) throw new ConnectorError(problem, 'the service would not hand it over')
      return { type: 'text', text: script.documents[id]?.text ?? '' }
    },
    gone: async (_scope, ids, signal) => {
      const { documents } = reach(signal)
      return ids.filter((id) => documents[id] === undefined).map((id) => ({ id, why: 'deleted' as const }))
    },
    close: async () => {},
  }
}

function changeOf(script: Script, id: string): Change {
  const { text, updatedAt = '2026-03-01T10:00:00.000Z', author } = script.documents[id]!
  const ref: DocumentRef = {
    id,
    version: `${text.length}-${updatedAt}`,
    title: id.split('/').at(-1) ?? id,
    titled: true,
    url: `https://example.org/${id}`,
    updatedAt,
    mimeType: 'text/markdown',
    path: id.split('/').slice(0, -1),
    ...(author === undefined ? {} : { author }),
  }
  const reason = script.skipped?.[id]
  return reason === undefined ? { type: 'upsert', ref } : { type: 'skip', ref, reason }
}
