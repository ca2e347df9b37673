import type { DocumentRef } from '../connector.ts'
import { eachRef, type Fault, type Pages, wrapped } from './fault.fixture.ts'

const certain = { versionUncertain: false }

/** Mistakes with what is said of a document. */
export const refFaults: readonly Fault[] = [
  {
    name: 'takes the size for a version',
    caughtBy: 'gives every edit another version, however fast they come',
    break: eachRef((ref) => ({ version: String(ref.size), ...certain })),
  },
  {
    name: 'takes the time of the last change for a version',
    caughtBy: 'gives an edit another version when its time stands still',
    break: eachRef((ref) => ({ version: ref.updatedAt, ...certain })),
  },
  {
    name: 'has one version for all',
    caughtBy: 'gives another version to a document that was deleted and made again',
    break: eachRef(() => ({ version: '1', ...certain })),
  },
  {
    name: 'makes up a version with every listing',
    caughtBy: 'gives an untouched document the same version and an edited one another',
    break: (world) => {
      let listings = 0
      return eachRef((ref) => ({ version: `${ref.version}:${++listings}` }))(world)
    },
  },
  {
    name: 'makes its versions differ from process to process',
    caughtBy: 'gives the same version in another process',
    break: (() => {
      let processes = 0
      return wrapped(({ pull }) => {
        const process = ++processes
        return {
          pull: async function* (scope, cursor, signal): Pages {
            for await (const page of pull(scope, cursor, signal))
              yield {
                ...page,
                changes: page.changes.map((change) =>
                  'ref' in change ? { ...change, ref: { ...change.ref, version: `${process}:${change.ref.version}` } } : change,
                ),
              }
          },
        }
      })
    })(),
  },
  {
    name: 'writes times as people do',
    caughtBy: 'says of a document what an index needs',
    break: eachRef((ref) => ({ updatedAt: new Date(ref.updatedAt).toUTCString() })),
  },
]

const asText = (text: string) => ({ type: 'text', text }) as const

/** Mistakes with contents. */
export const readFaults: readonly Fault[] = [
  {
    name: 'reads the wrong document',
    caughtBy: 'reads what it listed',
    break: wrapped(({ read }) => {
      let first: DocumentRef | null = null
      return {
        read: (ref, signal) => {
          first ??= ref
          return read(first, signal)
        },
      }
    }),
  },
  {
    name: 'keeps what it read and hands it out again',
    caughtBy: 'reads an edit',
    break: wrapped(({ read }, world) => {
      const kept = new Map<string, string>()
      return {
        read: async (ref, signal) => {
          const text = kept.get(ref.id) ?? (await world.text(await read(ref, signal)))
          kept.set(ref.id, text)
          return asText(text)
        },
      }
    }),
  },
  {
    name: 'reads every text as Latin 1',
    caughtBy: 'reads what it listed',
    break: wrapped(({ read }, world) => ({
      read: async (ref, signal) => asText(Buffer.from(await world.text(await read(ref, signal)), 'utf8').toString('latin1')),
    })),
  },
  {
    name: 'cuts long documents off',
    caughtBy: 'reads a document of megabytes whole',
    break: wrapped(({ read }, world) => ({
      read: async (ref, signal) => asText((await world.text(await read(ref, signal))).slice(0, 1_000_000)),
    })),
  },
  {
    name: 'reads nothing where a document was deleted',
    caughtBy: 'says that a document is not found when it went away after it was listed',
    break: wrapped(({ read }) => ({ read: (ref, signal) => read(ref, signal).catch(() => asText('')) })),
  },
]

/** Mistakes with what is gone, and with what is not there at all. */
export const absenceFaults: readonly Fault[] = [
  {
    name: 'calls everything gone that it is asked about',
    caughtBy: 'says of what it was asked about what is gone, and of nothing else',
    break: wrapped(() => ({ gone: async (_scope, ids) => ids.map((id) => ({ id, why: 'deleted' })) })),
  },
  {
    name: 'calls nothing gone',
    caughtBy: 'says of what it was asked about what is gone, and of nothing else',
    break: wrapped(() => ({ gone: async () => [] })),
  },
  {
    name: 'answers only the first fifty questions',
    caughtBy: 'says of many at once what is gone',
    break: wrapped(({ gone }) => ({ gone: (scope, ids, signal) => gone(scope, ids.slice(0, 50), signal) })),
  },
  {
    name: 'calls everything gone when it reaches nothing',
    caughtBy: 'calls nothing gone while it cannot be reached',
    break: wrapped(({ gone }) => ({
      gone: (scope, ids, signal) => gone(scope, ids, signal).catch(() => ids.map((id) => ({ id, why: 'deleted' as const }))),
    })),
  },
  {
    name: 'takes unreachable for empty',
    caughtBy: 'is offline, not empty, when it cannot be reached',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        try {
          yield* pull(scope, cursor, signal)
        } catch {
          signal.throwIfAborted()
          yield { changes: [], cursor: 0 }
        }
      },
    })),
  },
  {
    name: 'ends quietly when it reaches nothing any more',
    caughtBy: 'is offline, not empty, when it cannot be reached any more in the middle of a listing',
    break: wrapped(({ pull }) => ({
      pull: async function* (scope, cursor, signal): Pages {
        let pages = 0
        try {
          for await (const page of pull(scope, cursor, signal)) {
            pages++
            yield page
          }
        } catch (error) {
          signal.throwIfAborted()
          if (pages === 0) throw error
        }
      },
    })),
  },
]

/** Mistakes with what a source says of itself. */
export const identityFaults: readonly Fault[] = [
  {
    name: 'offers nothing to choose',
    caughtBy: 'offers the scope to choose',
    break: wrapped(() => ({ scopes: async function* () {} })),
  },
  {
    name: 'calls itself something else each time',
    caughtBy: 'says the same of itself when it is opened again',
    break: (() => {
      let opened = 0
      return wrapped(({ check }) => {
        const number = ++opened
        return { check: async (signal) => ({ ...(await check(signal)), id: `account ${number}` }) }
      })
    })(),
  },
  {
    name: 'cannot be closed twice',
    caughtBy: 'may be closed twice',
    break: wrapped(({ close }) => {
      let closed = 0
      return {
        close: async () => {
          // The suite closes once more when the test is over.
          if (++closed === 2) throw new Error('closed already')
          await close()
        },
      }
    }),
  },
]
