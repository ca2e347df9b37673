import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from './connectors/practice/service.ts'
import { checkStore } from './store/check.ts'
import { coverage, documentViews } from './store/documents.ts'
import { findScope } from './store/scopes.ts'
import { listSources } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'
import { seeded } from './sync/seeded.fixture.ts'

/**
 * The engine as its own process, killed with all its children at any moment of a sync, over and over. `MAGPIE_KILLS`
 * says how often, `MAGPIE_SEED` when; both are named by the test.
 */
const long = process.env.MAGPIE_LONG !== undefined
const kills = Number(process.env.MAGPIE_KILLS ?? (long ? 100 : 3))
const seed = Number(process.env.MAGPIE_SEED ?? 1)
const documents = long ? 5_000 : 300
const magpie = join(import.meta.dirname, '../../scripts/practice/magpie.ts')

let folder: string
let home: string
let service: PracticeService
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'magpie-kill-'))
  home = join(folder, 'home')
  service = await startPracticeService()
  for (const space of ['here', 'there']) service.shelves.addSpace(space)
  service.shelves.fill(documents, 'here')
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

/** Runs the command in a process group of its own. `onRequest` may kill it. Answers its exit code, null when it was killed. */
function run(args: readonly string[], onRequest: (kill: () => void) => void = () => {}): Promise<number | null> {
  const child = spawn(process.execPath, [magpie, '--home', home, '--quiet', ...args], { stdio: 'ignore', detached: true })
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

it(`loses and breaks nothing however often it is killed (${kills} times, seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const random = seeded(seed)
  expect(await run(['source', 'add', 'practice-feed', `url=${service.url}`])).toBe(0)
  let known: ReadonlySet<string> = new Set()
  let left: ReadonlySet<string> = new Set()
  let killed = 0
  for (let round = 0; killed < kills; round++) {
    const requests = 1 + Math.floor(random() * Math.min(documents, 1_500))
    const laterMs = Math.floor(random() * 60)
    let asked = 0
    const code = await run(['sync', '--no-embed'], (kill) => {
      if (++asked === requests) setTimeout(kill, laterMs)
    })
    if (code === null) killed++
    const when = `seed ${seed}, round ${round}, ${requests} requests and ${laterMs} ms`
    known = inspect(when, known)
    // A run that ended by itself has followed everything; what leaves its place now may go until the next one has.
    if (code !== null) left = new Set(changeSome(random))
    known = new Set([...known].filter((id) => !left.has(id)))
  }
  expect([0, 3]).toContain(await run(['sync', '--no-embed', '--full']))
  expect([0, 3]).toContain(await run(['sync', '--no-embed', '--full']))
  inspect('in the end', new Set())
  withStore((store, source) => {
    const texts = new Map(documentViews(store, 0, 2 * documents, source).map((view) => [view.externalId, view.text]))
    const there = [...service.shelves.documents.values()].filter((document) => document.state === 'there')
    expect([...texts.keys()].sort()).toEqual(there.map(({ id }) => id).sort())
    const wrong = there.filter((document) => texts.get(document.id)?.trim() !== service.shelves.textOf(document).trim())
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

/** What a killed engine left is sound, and nothing that it had committed is gone. Answers the documents that can be found. */
function inspect(when: string, known: ReadonlySet<string>): ReadonlySet<string> {
  return withStore((store, source) => {
    expect(
      checkStore(store).filter((check) => !check.ok),
      when,
    ).toEqual([])
    const { listed, searchable, waiting, skipped, failed } = coverage(store, source, null)
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0)
    expect(searchable + waiting + sum(skipped) + sum(failed), when).toBe(listed)
    const found = new Set(documentViews(store, 0, 2 * documents, source).map((view) => view.externalId))
    expect(
      [...known].filter((id) => !found.has(id)),
      when,
    ).toEqual([])
    // A listing that has a place to go on from has the documents before that place.
    const place = findScope(store, source, 'here')?.cursor as { readonly after?: string } | null
    if (place?.after !== undefined) {
      const before = [...service.shelves.documents.values()].filter((document) => document.space === 'here' && document.id <= place.after!)
      expect(listed, when).toBeGreaterThanOrEqual(before.filter((document) => document.state === 'there').length)
    }
    return found
  })
}

function withStore<T>(use: (store: Store, source: string) => T): T {
  const store = openStore(home)
  try {
    return use(store, listSources(store)[0]!.id)
  } finally {
    store.close()
  }
}

/** So that there is something to do again. Answers what left a place that it was in. */
function changeSome(random: () => number): readonly string[] {
  const left = []
  const ids = [...service.shelves.documents.keys()]
  for (let n = 0; n < ids.length / 4; n++) {
    const id = ids[Math.floor(random() * ids.length)]!
    const { state, space } = service.shelves.documents.get(id)!
    const dice = random()
    if (state !== 'there') service.shelves.restore(id)
    else if (dice < 0.85) service.shelves.put(id, `# Edited\n\nFor the ${Math.floor(random() * 1e9)}th time.`, space)
    else if (dice < 0.95) {
      left.push(id)
      if (dice < 0.9) service.shelves.move(id, space === 'here' ? 'there' : 'here')
      else service.shelves.remove(id)
    } else service.shelves.put(`new-${Math.floor(random() * 1e9)}.md`, '# New\n\nA new one.', space)
  }
  return left
}
