import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SyncRun } from '../shared/model.ts'
import { chunker } from './chunk/chunk-text.ts'
import { createHost } from './connectors/kit/host.ts'
import { keepIn } from './connectors/kit/keep-file.ts'
import { createTestNetwork, type TestNetwork } from './connectors/kit/traffic.fixture.ts'
import { fillWorkspace, type Sample } from './connectors/notion/fake/sample.ts'
import { type FakeNotion, goodToken, startFakeNotion } from './connectors/notion/fake.ts'
import { connector } from './connectors/notion/index.ts'
import { deriveDocument } from './derive-document.ts'
import { extractors } from './extract/extractors.ts'
import { checkStore } from './store/check.ts'
import { coverage, documentViews } from './store/documents.ts'
import { listRemovals } from './store/removals.ts'
import { findSource, insertSource } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'
import { createSyncer, type Syncer } from './sync/syncer.ts'

/** Notion as it is shipped, its limit included, in the real index; only time is not waited for. */
const pages = 2_000

let place: string
let network: TestNetwork
let notion: FakeNotion
let sample: Sample
let store: Store
let source: string
let syncer: Syncer

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-notion-'))
  network = createTestNetwork()
  notion = await startFakeNotion(network.clock.now)
  sample = fillWorkspace(notion.workspace, pages)
  store = openStore(join(place, 'home'))
  source = insertSource(store, { connector: 'notion', name: 'Notion', account: 'ada', settings: { apiUrl: notion.url } }).id
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const now = () => new Date(network.clock.now())
  syncer = createSyncer({
    store,
    open: async (id) => {
      const traffic = network.of(connector)
      const credential = async () => ({ kind: 'bearer', token: goodToken }) as const
      const host = createHost({ traffic, credential, keep: keepIn(join(place, 'kept')), log, now })
      return { type: connector, connector: connector.open(connector.settings.parse(findSource(store, id)!.settings), host) }
    },
    derive: (request) => deriveDocument(request),
    scratch: join(place, 'unpacked'),
    makers: [...Object.values(extractors), chunker],
    now,
    after: (ms, run) => {
      const soon = setImmediate(() => {
        network.clock.advance(ms)
        run()
      })
      return () => clearImmediate(soon)
    },
    events: { progress: () => {}, finished: () => {}, committed: () => {}, sourceChanged: () => {} },
    log,
  })
})
afterEach(async () => {
  await syncer.close()
  await network.close()
  await notion.close()
  store.close()
  rmSync(place, { recursive: true })
})

/** A page that lies in the one with every block, and is named last in it. */
const firstBelow = 'Page 5'

/** What Notion rounds to the minute is old enough to be trusted. */
const later = () => network.clock.advance(3_600_000)
const sync = (full = false): Promise<SyncRun> => {
  later()
  return syncer.run(source, { full })
}
const views = () => new Map(documentViews(store, 0, 2 * pages, source).map((view) => [view.externalId, view]))
const textOf = (id: string) => views().get(id)?.text
const golden = (name: string) => readFileSync(join(import.meta.dirname, 'connectors/notion/golden', name), 'utf8').trimEnd()

it('brings a workspace of two thousand pages whole, and what happens in it when it can be known', { timeout: 240_000 }, async () => {
  const before = network.clock.now()
  expect(await sync()).toMatchObject({ outcome: 'completed', listed: pages, added: pages, failed: 0 })
  const minutes = (network.clock.now() - before) / 60_000
  expect(notion.requests.count / minutes).toBeLessThanOrEqual(180)
  const first = views()
  expect(sample.pages.filter((id) => !first.has(id))).toEqual([])
  expect(first.size - pages).toBe(2)
  expect(first.get(sample.every)?.text).toBe(`${golden('every-block.md')}\n${firstBelow}`)
  expect(first.get(`${sample.every}#attached:/kept/w/f/heron%20count.pdf`)?.text).toContain('vermilion pier')

  expect(await sync()).toMatchObject({ outcome: 'completed', added: 0, updated: 0, deleted: 0 })

  const { workspace } = notion
  const [edited, trashed, moved, unshared] = [100, 200, 304, 400].map((n) => sample.pages[n]!) as [string, string, string, string]
  workspace.rewrite(edited, [{ type: 'paragraph', text: 'A saffron kite was seen.' }])
  workspace.trash(trashed)
  await sync()
  expect(textOf(edited)).toContain('saffron kite')
  expect(views().has(trashed)).toBe(false)

  workspace.restore(trashed)
  await sync()
  expect(views().has(trashed)).toBe(true)

  workspace.move(moved, sample.target)
  await sync(true)
  expect(views().get(moved)?.path).toEqual(['Field work', 'Heron census'])

  workspace.hide(unshared)
  await sync(true)
  expect(views().has(unshared)).toBe(true)
  await sync(true)
  expect(views().has(unshared)).toBe(false)
  expect(listRemovals(store, { source, limit: 100 }).find(({ externalId }) => externalId === unshared)).toMatchObject({
    why: 'deleted-or-unshared',
  })
  expect(coverage(store, source, null)).toMatchObject({ waiting: 0, failed: {} })
  expect(checkStore(store).filter((check) => !check.ok)).toEqual([])
})
