import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import type { SyncRun } from '../shared/model.ts'
import { chunker } from './chunk/chunk-text.ts'
import { connector } from './connectors/folder/index.ts'
import { createHost } from './connectors/kit/host.ts'
import { extractors } from './extract/extractors.ts'
import { createExtractPool } from './extract/pool.ts'
import { spawnNodeChild } from './node-children.ts'
import { checkStore } from './store/check.ts'
import { coverage, documentViews } from './store/documents.ts'
import { findSource, insertSource } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'
import { createSyncer, type Syncer } from './sync/syncer.ts'

const pool = createExtractPool({ spawn: spawnNodeChild, size: 2 })
const log = { info: () => {}, warn: () => {}, error: () => {} }

let place: string
let folder: string
let store: Store
let source: string
let syncer: Syncer
let finished: SyncRun[]

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'magpie-folder-'))
  folder = join(place, 'notes')
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true })
  write('plain.txt', 'The heron waits at the weir.')
  write('deep/plan.md', '---\ntitle: Harvest plan\n---\n\n# Apples\n\nPick them dry.\n')
  write('deep/er/page.html', '<html><title>Tides</title><body><p>The tide turns at noon.</p></body></html>')
  write('empty.txt', '')
  write('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  store = openStore(join(place, 'home'))
  source = insertSource(store, { connector: 'folder', name: 'notes', account: folder, settings: { path: folder } }).id
  begin()
})
afterEach(async () => {
  await syncer.close()
  store.close()
  rmSync(place, { recursive: true })
})
afterAll(() => pool.close())

const write = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text)

/** A sync engine as a new process would have it. */
function begin() {
  finished = []
  const open = async (id: string) => ({
    type: connector,
    connector: connector.open(connector.settings.parse(findSource(store, id)!.settings), createHost({ log, now: () => new Date() })),
  })
  const events = { progress: () => {}, finished: (run: SyncRun) => void finished.push(run), committed: () => {}, sourceChanged: () => {} }
  const makers = [...Object.values(extractors), chunker]
  syncer = createSyncer({ store, open, derive: pool.derive, makers, now: () => new Date(), events, log })
}

const sync = () => syncer.run(source, { full: false })
const texts = () => new Map(documentViews(store, 0, 100, source).map((view) => [view.externalId, view.text]))
const sound = () => expect(checkStore(store).filter((check) => !check.ok)).toEqual([])

it('indexes a folder, accounts for every file, and reads nothing again', async () => {
  const run = await sync()
  expect(run).toMatchObject({ outcome: 'completed', listed: 5, added: 3, skipped: 2, failed: 0 })
  expect(texts().get('deep/er/page.html')).toContain('The tide turns at noon.')
  expect(coverage(store, source, null)).toMatchObject({ listed: 5, searchable: 3, waiting: 0, skipped: { empty: 1, 'no-words': 1 } })
  // What has no text is found by its name and place.
  expect(documentViews(store, 0, 10, source, 'no-words').map(({ text }) => text)).toEqual(['picture.png'])
  await new Promise((done) => setTimeout(done, 150))
  // Files written within the last tick of the disk's clock are looked into once more, and then trusted.
  expect(await sync()).toMatchObject({ unchanged: 3, skipped: 2, added: 0, updated: 0 })
  expect(await sync()).toMatchObject({ unchanged: 3, skipped: 2, read: 0 })
  sound()
})

it('follows edits, renames of files and folders, and deletions', async () => {
  await sync()
  const ids = () => new Map(documentViews(store, 0, 100, source).map((view) => [view.externalId, view.documentId]))
  const before = ids()
  write('plain.txt', 'The heron flew.')
  renameSync(join(folder, 'deep'), join(folder, 'deeper'))
  unlinkSync(join(folder, 'picture.png'))
  write('new.md', '# New')
  const run = await sync()
  expect(run).toMatchObject({ outcome: 'completed', updated: 1, moved: 2, added: 1, deleted: 1 })
  expect(ids().get('deeper/plan.md')).toBe(before.get('deep/plan.md'))
  expect([...texts().keys()].sort()).toEqual(['deeper/er/page.html', 'deeper/plan.md', 'new.md', 'plain.txt'])
  sound()
})

it('loses nothing when the folder is away', async () => {
  await sync()
  renameSync(folder, `${folder}-away`)
  expect(await sync()).toMatchObject({ outcome: 'offline', deleted: 0 })
  expect(findSource(store, source)!.state).toBe('offline')
  expect(texts().size).toBe(3)
  renameSync(`${folder}-away`, folder)
  expect(await sync()).toMatchObject({ outcome: 'completed', deleted: 0, added: 0 })
})

it('notices changes by itself while it watches, and what changed while it did not', async () => {
  const until = (holds: () => boolean) => expect.poll(holds, { timeout: 20_000, interval: 20 }).toBe(true)
  syncer.watchAll()
  await until(() => finished.length === 1)
  write('watched.md', 'Swifts came back today.')
  await until(() => texts().get('watched.md') === 'Swifts came back today.')
  renameSync(join(folder, 'watched.md'), join(folder, 'deep', 'swifts.md'))
  await until(() => texts().has('deep/swifts.md') && !texts().has('watched.md'))
  unlinkSync(join(folder, 'deep', 'swifts.md'))
  await until(() => !texts().has('deep/swifts.md'))
  await syncer.close()
  write('meanwhile.md', 'Written while nobody looked.')
  begin()
  syncer.watchAll()
  await until(() => texts().has('meanwhile.md'))
  sound()
})
