import type { Connector, Page } from '../connector.ts'
import { ConnectorError } from '../connector.ts'
import { idOf, never } from './bench.ts'
import { eachChange, type Fault, wrapped } from './fault.fixture.ts'

type Pages = AsyncIterable<Page>

/** Answers otherwise where the connector would name this problem. */
const instead = (problem: string, pages: readonly Page[]): Fault['break'] =>
  wrapped(({ pull }) => ({
    pull: async function* (scope, cursor, signal): Pages {
      try {
        yield* pull(scope, cursor, signal)
      } catch (error) {
        if (!(error instanceof ConnectorError) || error.problem !== problem) throw error
        yield* pages
      }
    },
  }))

const renamed =
  (from: string, to: ConnectorError['problem']) =>
  <T>(promise: Promise<T>): Promise<T> =>
    promise.catch((error: unknown) => {
      throw error instanceof ConnectorError && error.problem === from ? new ConnectorError(to, error.message) : error
    })

const namesOf = async (scopes: ReturnType<Connector['scopes']>) => {
  const all = []
  for await (const scope of scopes) all.push(scope)
  return all
}

/** Mistakes that only a service with scopes, a feed or a network can show. */
export const wireFaults: readonly (Fault & { readonly on: 'feed' | 'since' })[] = [
  {
    on: 'feed',
    name: 'takes a web page for an empty listing',
    caughtBy: 'takes a web page in the place of an answer for offline, whatever it asked',
    break: instead('offline', [{ changes: [], cursor: { token: 0 } }]),
  },
  {
    on: 'feed',
    name: 'takes refused for empty',
    caughtBy: 'says forbidden when the whole scope is refused, and calls nothing empty',
    break: instead('forbidden', [{ changes: [], cursor: { token: 0 } }]),
  },
  {
    on: 'feed',
    name: 'calls an expired sign-in offline',
    caughtBy: 'asks for a sign-in when the old one no longer counts, whatever it asked',
    break: wrapped(({ check }) => ({ check: (signal) => renamed('sign-in', 'offline')(check(signal)) })),
  },
  {
    on: 'feed',
    name: 'starts over in silence when its cursor has expired',
    caughtBy: 'says so when a cursor has expired',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        try {
          yield* pull(scope, cursor, signal)
        } catch (error) {
          if (!(error instanceof ConnectorError) || error.problem !== 'cursor-expired') throw error
          yield* pull(scope, null, signal)
        }
      },
    })),
  },
  {
    on: 'feed',
    name: 'asks too much once and loses the page',
    caughtBy: 'waits as long as it is told to when it asked too much, and loses nothing',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        let at = 0
        for await (const page of pull(scope, cursor, signal)) yield cursor === null && ++at === 2 ? { ...page, changes: [] } : page
      },
    })),
  },
  {
    on: 'feed',
    name: 'waits on for an answer that never comes',
    caughtBy: 'stops waiting for an answer when told to',
    break: wrapped(({ pull }) => ({ pull: (scope, cursor) => pull(scope, cursor, never) })),
  },
  {
    on: 'feed',
    name: 'writes',
    caughtBy: 'only reads',
    break: wrapped(({ check }, world) => ({
      check: async (signal) => {
        const account = await check(signal)
        await fetch(new URL('/documents/x', world.wire!.requests[0]!.url), { method: 'DELETE' })
        return account
      },
    })),
  },
  {
    on: 'feed',
    name: 'takes the feed from where it stands when the listing is over',
    caughtBy: 'does not lose an edit made while it lists',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        for await (const page of pull(scope, cursor, signal)) {
          const isFeed = 'token' in (page.cursor as object) && !('after' in (page.cursor as object))
          if (cursor !== null || !isFeed) {
            yield page
            continue
          }
          let last: Page = page
          for await (const later of pull(scope, page.cursor, never)) last = later
          yield { ...page, cursor: last.cursor }
          return
        }
      },
    })),
  },
  {
    on: 'feed',
    name: 'leaves deletions out of its feed',
    caughtBy: 'reports deletions, where it can',
    break: eachChange((change) => (change.type === 'delete' ? null : change)),
  },
  {
    on: 'feed',
    name: 'says first what came and then what went',
    caughtBy: 'has the last word on a document that was deleted and restored, and the other way round',
    break: wrapped(({ pull }, world) => ({
      pull: async function* (scope, cursor, signal): Pages {
        for await (const page of pull(scope, cursor, signal)) {
          const came = page.changes.filter((change) => change.type !== 'delete')
          const went = page.changes.filter((change) => change.type === 'delete')
          // What a feed said on the way to its last word, in the wrong order.
          const wavered =
            cursor !== null && world.restore !== undefined ? came.map((change) => ({ type: 'delete' as const, id: idOf(change) })) : []
          yield { ...page, changes: [...came, ...went, ...wavered] }
        }
      },
    })),
  },
  {
    on: 'feed',
    name: 'calls withdrawn deleted',
    caughtBy: 'calls what was withdrawn from the account withdrawn, or does not tell it from deleted',
    break: eachChange((change) => (change.type === 'delete' ? { ...change, why: 'deleted' } : change)),
  },
  {
    on: 'feed',
    name: 'calls withdrawn deleted when asked',
    caughtBy: 'says of what was withdrawn from the account that it is gone, and does not call it deleted',
    break: wrapped(({ gone }) => ({
      gone: async (scope, ids, signal) => (await gone(scope, ids, signal)).map(({ id }) => ({ id, why: 'deleted' })),
    })),
  },
  {
    on: 'feed',
    name: 'lists every scope whichever was chosen',
    caughtBy: 'lists only the chosen scope',
    break: wrapped(({ pull }, { scope, otherScope }) => ({
      pull: async function* (_scope, cursor, signal): Pages {
        yield* pull(otherScope!, cursor, signal)
        yield* pull(scope, cursor, signal)
      },
    })),
  },
  {
    on: 'feed',
    name: 'offers the first page of scopes',
    caughtBy: 'offers every scope once, however many there are',
    break: wrapped(({ scopes }) => ({
      scopes: async function* (parent, signal) {
        yield* (await namesOf(scopes(parent, signal))).slice(0, 30)
      },
    })),
  },
  {
    on: 'feed',
    name: 'looks for what moved in the wrong scope',
    caughtBy: 'says of a document that moved that it is gone from where it was, and only there',
    break: wrapped(({ gone }, { scope, otherScope }) => ({
      gone: async (_scope, ids, signal) => {
        const elsewhere = await Promise.all([scope, otherScope!].map((one) => gone(one, ids, signal)))
        return elsewhere[0]!.filter(({ id }) => elsewhere[1]!.some((other) => other.id === id))
      },
    })),
  },
  {
    on: 'feed',
    name: 'gives up a listing for one document',
    caughtBy: 'reports a document that cannot be understood as a failure, and lists the others',
    break: eachChange((change) => {
      if (change.type === 'failure') throw change.error
      return change
    }),
  },
  {
    on: 'feed',
    name: 'leaves out a document that it cannot understand',
    caughtBy: 'reports a document that cannot be understood as a failure, and lists the others',
    break: eachChange((change) => (change.type === 'failure' ? null : change)),
  },
  {
    on: 'since',
    name: 'asks for what is younger than the last instant',
    caughtBy: 'reports many edits of the same instant',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        const since = cursor === null ? 0 : (cursor as { since: number }).since
        for await (const page of pull(scope, cursor, signal))
          yield {
            ...page,
            changes: page.changes.filter((change) => !('ref' in change) || cursor === null || Date.parse(change.ref.updatedAt) > since),
          }
      },
    })),
  },
  {
    on: 'since',
    name: 'trusts a version of this very minute',
    caughtBy: 'gives every edit another version, however fast they come',
    break: eachChange((change) => ('ref' in change ? { ...change, ref: { ...change.ref, versionUncertain: false } } : change)),
  },
]
