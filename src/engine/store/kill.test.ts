import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkStore } from './check.ts'
import { coverage, knownDocuments } from './documents.ts'
import { chunksWith, dropHome, emptyHome, openSample, sampleScope } from './sample.fixture.ts'
import { findScope } from './scopes.ts'
import { openStore } from './store.ts'

let home: string
beforeEach(() => {
  home = emptyHome()
})
afterEach(() => dropHome(home))

/** Commits pages in another process and kills that once it has said `pages` times that one is committed. Answers the last it said. */
async function commitAndKill(source: string, pages: number): Promise<number> {
  const child = fork(new URL('./commit-pages.fixture.ts', import.meta.url), [home, source, sampleScope], { stdio: 'ignore' })
  let last = -1
  let heard = 0
  child.on('message', (page) => {
    last = page as number
    if (++heard === pages) child.kill('SIGKILL')
  })
  await once(child, 'exit')
  return last
}

it('a writer that is killed loses no page that it committed, and leaves none half written', async () => {
  const sample = openSample(home)
  sample.store.close()
  for (const pages of [1, 3, 8, 20]) {
    const last = await commitAndKill(sample.source, pages)
    const store = openStore(home)
    const cursor = findScope(store, sample.source, sampleScope)!.cursor as number
    expect(cursor).toBeGreaterThanOrEqual(last)
    const documents = 5 * (cursor + 1)
    expect(coverage(store, sample.source, null)).toMatchObject({ listed: documents, searchable: documents })
    expect(chunksWith({ store }, 'page')).toHaveLength(documents)
    expect(knownDocuments(store, sample.source, [`${last}/4.md`, `${cursor + 1}/0.md`]).size).toBe(1)
    expect(checkStore(store).filter((check) => !check.ok)).toEqual([])
    store.close()
  }
})
