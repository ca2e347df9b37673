import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Coverage, Problem, SyncRun } from '../shared/model.ts'
import { ConnectorError, type Host } from './connectors/connector.ts'
import { answer } from './connectors/practice/answers.ts'
import { type PracticeKind, practiceConnector } from './connectors/practice/connector.ts'
import { createShelves, type Shelves } from './connectors/practice/shelves.ts'
import { coverage, documentViews } from './store/documents.ts'
import { useModel as idOfModel, nextPassages } from './store/embed-queue.ts'
import { onRowWritten } from './store/row-hook.fixture.ts'
import { insertSource, listSources } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'
import { toySketch } from './store/toy-vector.fixture.ts'
import { commitVectors } from './store/vectors.ts'
import { createSyncer, type Syncer } from './sync/syncer.ts'
import { toyDerive, toyMakers } from './sync/toy-source.fixture.ts'

/** What an engine that was killed in the middle of something leaves: the files of its home at that moment. */
class Killed extends Error {}

/** A practice source and an engine on a real store, for one sequence. Nothing waits, and nothing goes over a network. */
export interface ModelRun {
  readonly shelves: Shelves
  /** What the next requests meet, in order; null for an answer as usual. */
  readonly troubles: (Problem | null)[]
  /** Called before each request. */
  onRequest: (number: number) => void
  /** Syncs to the end, or until it is killed; then the next one begins on what was left. */
  sync(full?: boolean): Promise<SyncRun | 'killed'>
  /** Kills the engine in the middle of the transaction that writes so many rows from now. */
  killAfterRows(rows: number): void
  killNow(): never
  stop(): void
  retryFailures(): Promise<unknown>
  store(): Store
  /** Text by external id. */
  indexed(): ReadonlyMap<string, string>
  coverage(): Coverage
  readonly source: string
  /** Makes vectors for some of what waits for one. */
  embedSome(most: number): void
  close(): Promise<void>
}

export const spaces = ['here', 'there'] as const

export function createModelRun(kind: PracticeKind): ModelRun {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-model-'))
  const shelves = createShelves()
  for (const space of spaces) shelves.addSpace(space)
  const type = practiceConnector(kind)
  let homes = 0
  let requests = 0
  let rowsLeft = Infinity
  let killed = false
  let engine = open(join(folder, 'home-0'))

  const kill = (): never => {
    killed = true
    rowsLeft = Infinity
    cpSync(engine.store.home, join(folder, `home-${++homes}`), { recursive: true })
    throw new Killed('killed')
  }
  const host: Host = {
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted()
      // A dead process asks for nothing more.
      if (killed) throw new Killed('killed')
      const request = new Request(input as string, { method: init?.method ?? 'GET' })
      run.onRequest(++requests)
      const trouble = run.troubles.shift()
      if (trouble != null) throw new ConnectorError(trouble, 'for the test', trouble === 'rate-limited' ? { retryAfterMs: 5_000 } : {})
      const { status, body } = answer(shelves, request.method, new URL(request.url))
      if (status === 410) throw new ConnectorError('cursor-expired', 'for the test')
      if (status === 403 || status === 404) throw new ConnectorError(status === 403 ? 'forbidden' : 'not-found', 'for the test')
      return Response.json(body)
    },
    limit: (_bucket, _cost, call) => call(),
    credential: async () => ({ kind: 'none' }),
    keep: () => Promise.reject(new Error('Nothing is kept here')),
    now: () => new Date(engine.clock()),
    log: { info: () => {}, warn: () => {} },
  }
  function open(home: string) {
    const store = openStore(home)
    const source = listSources(store)[0] ?? insertSource(store, { connector: type.id, name: 'Practice', account: 'practice', settings: {} })
    const model = idOfModel(store, 'toy-model')
    onRowWritten(store, () => {
      if (--rowsLeft === 0) kill()
    })
    let ms = Date.parse('2026-01-01T00:00:00Z')
    const syncer: Syncer = createSyncer({
      store,
      open: async () => ({ connector: type.open({ url: 'http://127.0.0.1' }, host), type }),
      derive: toyDerive,
      makers: toyMakers,
      now: () => new Date(ms),
      after: (delay, run) => {
        const soon = setImmediate(() => {
          ms += delay
          run()
        })
        return () => clearImmediate(soon)
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      events: { progress: () => {}, finished: () => {}, committed: () => {}, sourceChanged: () => {} },
    })
    return { store, syncer, source: source.id, model, clock: () => ms }
  }
  const reopen = async () => {
    await engine.syncer.close()
    engine.store.close()
    rmSync(engine.store.home, { recursive: true })
    killed = false
    engine = open(join(folder, `home-${homes}`))
  }

  const run: ModelRun = {
    shelves,
    troubles: [],
    onRequest: () => {},
    sync: async (full = false) => {
      requests = 0
      const ended = await engine.syncer.run(engine.source, { full })
      rowsLeft = Infinity
      if (!killed) return ended
      await reopen()
      return 'killed'
    },
    killAfterRows: (rows) => {
      rowsLeft = rows
    },
    killNow: kill,
    stop: () => void engine.syncer.stop(),
    retryFailures: () => engine.syncer.retryFailures({}),
    store: () => engine.store,
    indexed: () => new Map(documentViews(engine.store, 0, 10_000, engine.source).map((view) => [view.externalId, view.text])),
    coverage: () => coverage(engine.store, engine.source, null),
    get source() {
      return engine.source
    },
    embedSome: (most) => {
      const waiting = nextPassages(engine.store, engine.model, most)
      commitVectors(
        engine.store,
        engine.model,
        waiting.map(({ hash }, at) => ({ hash, v: new Int8Array(32).fill(at), sketch: toySketch(at) })),
      )
    },
    close: async () => {
      await engine.syncer.close()
      engine.store.close()
      rmSync(folder, { recursive: true })
    },
  }
  return run
}
