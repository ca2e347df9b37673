import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from './connectors/practice/service.ts'
import { expectSound, runOrKill, textsIn, withStore } from './killed-command.fixture.ts'
import { coverage } from './store/documents.ts'
import { findScope } from './store/scopes.ts'
import { seeded } from './sync/seeded.fixture.ts'

/**
 * The engine as its own process, killed with all its children at any moment of a sync, over and over. `MAGPIE_KILLS`
 * says how often, `MAGPIE_SEED` when; both are named by the test.
 */
const long = process.env.MAGPIE_LONG !== undefined
const kills = Number(process.env.MAGPIE_KILLS ?? (long ? 100 : 3))
const seed = Number(process.env.MAGPIE_SEED ?? 1)
const documents = long ? 5_000 : 300

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

const run = (args: readonly string[], onRequest?: (kill: () => void) => void) => runOrKill(service, home, args, onRequest)

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
  withStore(home, (store, source) => {
    const texts = textsIn(store, source)
    const there = [...service.shelves.documents.values()].filter((document) => document.state === 'there')
    expect([...texts.keys()].sort()).toEqual(there.map(({ id }) => id).sort())
    const wrong = there.filter((document) => texts.get(document.id)?.trim() !== service.shelves.textOf(document).trim())
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

/** What a killed engine left is sound, and what its place in the listing says was listed is there. */
function inspect(when: string, known: ReadonlySet<string>): ReadonlySet<string> {
  return withStore(home, (store, source) => {
    const found = expectSound(store, source, known, when)
    // A listing that has a place to go on from has the documents before that place.
    const place = findScope(store, source, 'here')?.cursor as { readonly after?: string } | null
    if (place?.after !== undefined) {
      const before = [...service.shelves.documents.values()].filter((document) => document.space === 'here' && document.id <= place.after!)
      const { listed } = coverage(store, source, null)
      expect(listed, when).toBeGreaterThanOrEqual(before.filter((document) => document.state === 'there').length)
    }
    return found
  })
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
