import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { FakeService } from './connectors/kit/fake-service.fixture.ts'
import { checkStore } from './store/check.ts'
import { coverage, documentViews } from './store/documents.ts'
import { listSources } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'

const magpie = join(import.meta.dirname, '../../scripts/practice/magpie.ts')

/** Runs the command in a process group of its own. `onRequest` may kill it. Answers its exit code, null when it was killed. */
export function runOrKill(
  service: Pick<FakeService, 'beforeAnswer'>,
  home: string,
  args: readonly string[],
  onRequest: (kill: () => void) => void = () => {},
  env: NodeJS.ProcessEnv = process.env,
): Promise<number | null> {
  const child = spawn(process.execPath, [magpie, '--home', home, '--quiet', ...args], { stdio: 'ignore', detached: true, env })
  const kill = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
  service.beforeAnswer = () => onRequest(kill)
  return new Promise((done) => child.on('exit', (code) => done(code)))
}

/** The one source of a home that nobody has open. */
export function withStore<T>(home: string, use: (store: Store, source: string) => T): T {
  const store = openStore(home)
  try {
    return use(store, listSources(store)[0]!.id)
  } finally {
    store.close()
  }
}

/** Texts by the ids of the source. */
export const textsIn = (store: Store, source: string): ReadonlyMap<string, string> =>
  new Map(documentViews(store, 0, 100_000, source).map((view) => [view.externalId, view.text]))

/** What a killed engine left is sound, and nothing that it had committed is gone. Answers the documents that can be found. */
export function expectSound(store: Store, source: string, known: ReadonlySet<string>, when: string): ReadonlySet<string> {
  expect(
    checkStore(store).filter((check) => !check.ok),
    when,
  ).toEqual([])
  const { listed, searchable, waiting, skipped, failed } = coverage(store, source, null)
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0)
  expect(searchable + waiting + sum(skipped) + sum(failed), when).toBe(listed)
  const found = new Set(textsIn(store, source).keys())
  expect(
    [...known].filter((id) => !found.has(id)),
    when,
  ).toEqual([])
  return found
}
