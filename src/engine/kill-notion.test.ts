import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fillWorkspace, type Sample } from './connectors/notion/fake/sample.ts'
import { type FakeNotion, goodToken, startFakeNotion } from './connectors/notion/fake.ts'
import { expectSound, runOrKill, textsIn, withStore } from './killed-command.fixture.ts'
import { seeded } from './sync/seeded.fixture.ts'

/**
 * The command as its own process, with a limit nobody has to wait for, killed at any moment of a sync with Notion, over and
 * over. `MAGPIE_KILLS` says how often, `MAGPIE_SEED` when.
 */
const long = process.env.MAGPIE_LONG !== undefined
const kills = Number(process.env.MAGPIE_KILLS ?? (long ? 60 : 3))
const seed = Number(process.env.MAGPIE_SEED ?? 1)
const pages = long ? 2_000 : 120
const env = { ...process.env, NOTION_TOKEN: goodToken, PASS: 'a heron waits at the weir' }
const unlocked = ['--passphrase-env', 'PASS'] as const

let folder: string
let notion: FakeNotion
let sample: Sample
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'magpie-kill-'))
  notion = await startFakeNotion()
  notion.perMinute = Number.POSITIVE_INFINITY
  sample = fillWorkspace(notion.workspace, pages)
})
afterEach(async () => {
  await notion.close()
  rmSync(folder, { recursive: true })
})

const run = (home: string, args: readonly string[], onRequest?: (kill: () => void) => void) =>
  runOrKill(notion, home, [...args, ...unlocked], onRequest, env)
const add = (home: string) => run(home, ['source', 'add', 'notion-unlimited', '--api-url', notion.url, '--token-env', 'NOTION_TOKEN'])

it(`ends as if it had never been killed (${kills} times, seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const random = seeded(seed)
  const home = join(folder, 'home')
  expect(await add(home)).toBe(0)
  let known: ReadonlySet<string> = new Set()
  for (let killed = 0, edits = 0; killed < kills; ) {
    const requests = 1 + Math.floor(random() * Math.min(3 * pages, 900))
    const laterMs = Math.floor(random() * 60)
    let asked = 0
    const code = await run(home, ['sync', '--no-embed'], (kill) => {
      if (++asked === requests) setTimeout(kill, laterMs)
    })
    if (code === null) killed++
    const when = `seed ${seed}, ${killed} kills, ${requests} requests and ${laterMs} ms`
    known = withStore(home, (store, source) => expectSound(store, source, known, when))
    if (code === null) continue
    // There is something to do again.
    for (let n = 0; n < pages / 4; n++) {
      const page = sample.pages[5 + Math.floor(random() * (pages - 5))]!
      notion.workspace.rewrite(page, [{ type: 'paragraph', text: `Edited for the ${++edits}th time.` }])
    }
  }
  expect(await run(home, ['sync', '--no-embed', '--full'])).toBe(0)
  const fresh = join(folder, 'fresh')
  expect(await add(fresh)).toBe(0)
  expect(await run(fresh, ['sync', '--no-embed'])).toBe(0)
  const [killed, whole] = [home, fresh].map((one) => withStore(one, textsIn)) as [ReadonlyMap<string, string>, ReadonlyMap<string, string>]
  expect(sample.pages.filter((id) => !whole.has(id))).toEqual([])
  expect([...killed.keys()].sort()).toEqual([...whole.keys()].sort())
  expect([...whole].filter(([id, text]) => killed.get(id) !== text).map(([id]) => id)).toEqual([])
})
