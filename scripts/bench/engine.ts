import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from '../../src/engine/index.ts'
import type { SearchMode } from '../../src/shared/model.ts'

/** The real engine in this process, on a home of its own. */
export const openBenchEngine = (folder: string, background = false): Promise<EngineHandle> =>
  openEngine({
    home: join(folder, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: 'bench',
    spawn: spawnNodeChild,
    capabilities: [],
    background,
  })

/** Asks every question in turn, with a short breath between, and answers how long each took in ms. */
export async function ask(engine: EngineHandle, queries: readonly string[], mode: SearchMode, pauseMs = 0): Promise<number[]> {
  const times: number[] = []
  for (const query of queries) {
    const started = performance.now()
    await engine.client.call('search', { query, mode, limit: 20 })
    times.push(performance.now() - started)
    if (pauseMs > 0) await sleep(pauseMs)
  }
  return times
}

/** Asks the questions over and over until `until` is done. */
export async function askDuring(
  engine: EngineHandle,
  queries: readonly string[],
  mode: SearchMode,
  until: Promise<unknown>,
): Promise<number[]> {
  let done = false
  void until.finally(() => {
    done = true
  })
  const times: number[] = []
  for (let i = 0; !done; i++) times.push(...(await ask(engine, [queries[i % queries.length]!], mode, 20)))
  return times
}
