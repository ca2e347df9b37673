import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { GovernorStatus, SyncProgress, SyncRun } from '../../shared/model.ts'
import type { ChangeSupport } from '../connectors/connector.ts'
import { coverage, documentViews } from '../store/documents.ts'
import { insertSource } from '../store/sources.ts'
import { openStore, type Store } from '../store/store.ts'
import { type ByHandClock, createByHandClock } from './by-hand-clock.fixture.ts'
import type { SyncPorts } from './ports.ts'
import { createSyncer, type Syncer } from './syncer.ts'
import { createToySource, type ToySource, toyDerive, toyMakers } from './toy-source.fixture.ts'

/** A home with one toy source and a sync engine on it, with a clock that only the test moves. */
export interface ToyBench {
  readonly store: Store
  readonly source: string
  readonly toy: ToySource
  readonly syncer: Syncer
  readonly events: {
    readonly progress: SyncProgress[]
    readonly finished: SyncRun[]
    committed: number
    readonly governor: GovernorStatus[]
  }
  /** Syncs to the end. */
  sync(full?: boolean): Promise<SyncRun>
  /** Text by external id. */
  indexed(): ReadonlyMap<string, string>
  idOf(externalId: string): number | undefined
  coverage(): ReturnType<typeof coverage>
  readonly clock: ByHandClock
  /** Lets time pass; whatever was due in it is begun, in order. */
  pass(ms: number): void
  /** A sync engine as a new process would have it, on the same home. */
  reopen(): Promise<void>
  close(): Promise<void>
}

export function createToyBench(
  kind: ChangeSupport,
  options: Partial<SyncPorts> & { readonly strikes?: 1 | 2; readonly pageSize?: number; readonly waits?: 'skipped' | 'by-hand' } = {},
): ToyBench {
  const { strikes = 1, pageSize, waits = 'skipped', ...ports } = options
  const home = mkdtempSync(join(tmpdir(), 'magpie-sync-'))
  const store = openStore(home)
  const toy = createToySource(kind, pageSize)
  const source = insertSource(store, { connector: 'toy', name: 'Toy', account: 'toy', settings: {} }).id
  const events = { progress: [] as SyncProgress[], finished: [] as SyncRun[], committed: 0, governor: [] as GovernorStatus[] }
  const clock = waits === 'by-hand' ? createByHandClock() : createSkippingClock()
  const begin = () =>
    createSyncer({
      store,
      open: async () => ({ connector: toy.connector, type: { strikes, cursorVersion: 1 } }),
      derive: toyDerive,
      makers: toyMakers,
      now: clock.now,
      after: clock.after,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      events: {
        progress: (progress) => void events.progress.push(progress),
        finished: (run) => void events.finished.push(run),
        committed: () => void events.committed++,
        sourceChanged: () => {},
        governorChanged: (governor) => void events.governor.push(governor),
      },
      ...ports,
    })
  let syncer = begin()
  const views = () => documentViews(store, 0, 100_000, source)
  return {
    store,
    source,
    toy,
    get syncer() {
      return syncer
    },
    reopen: async () => {
      await syncer.close()
      syncer = begin()
    },
    events,
    sync: (full = false) => syncer.run(source, { full }),
    indexed: () => new Map(views().map((view) => [view.externalId, view.text])),
    idOf: (externalId) => views().find((view) => view.externalId === externalId)?.documentId,
    coverage: () => coverage(store, source, null),
    clock,
    pass: clock.pass,
    close: async () => {
      await syncer.close()
      store.close()
      rmSync(home, { recursive: true })
      rmSync(toy.scratch, { recursive: true })
    },
  }
}

/** So many documents, named after the prefix and numbered. */
export function fill({ toy }: ToyBench, count: number, prefix = 'doc'): void {
  for (let n = 0; n < count; n++) toy.put(`${prefix}-${String(n).padStart(3, '0')}`, `text ${n} of ${prefix}`)
}

/** Every document listed is in exactly one of the other counts. */
export const addsUp = (run: SyncRun): void =>
  expect(run.added + run.updated + run.moved + run.unchanged + run.skipped + run.failed, JSON.stringify(run)).toBe(run.listed)

/** Whoever waits goes on at once, and the clock has moved on by as much. */
function createSkippingClock(): ByHandClock {
  let ms = Date.parse('2026-01-01T00:00:00Z')
  const move = (by: number) => {
    ms += by
  }
  return {
    now: () => new Date(ms),
    after: (delay, run) => {
      const at = ms + delay
      const soon = setImmediate(() => {
        ms = Math.max(ms, at)
        run()
      })
      return () => clearImmediate(soon)
    },
    pass: move,
    sleep: move,
    putBack: (by) => move(-by),
  }
}
