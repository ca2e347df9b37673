import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { distinctiveQueries } from './api/distinctive.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'

let place: string
let engine: EngineHandle
let id: string

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-receipt-'))
  mkdirSync(join(place, 'notes'))
  engine = await openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '1.2.3',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
  })
  id = (await engine.client.call('sources.add', { connector: 'folder', settings: { path: join(place, 'notes') } })).source.id
})
afterEach(async () => {
  await engine.close()
  rmSync(place, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(join(place, 'notes', name), text)
const sync = () => engine.client.call('sync.run', { embed: false })
const receipt = () => engine.client.call('sources.receipt', { id })
/** Damages the index behind the engine's back. */
function damage(sql: string) {
  const db = new Database(join(place, 'home', 'magpie.db'))
  db.exec(sql)
  db.close()
}

it('of a source that was never synced says that there is nothing to find', async () => {
  expect(await receipt()).toMatchObject({ addsUp: true, coverage: { listed: 0 }, canary: { result: 'nothing-to-find' }, runs: [] })
})

it('adds up, names everything, and finds what was synced just now, in any script', async () => {
  write('heron.md', 'The heron waits at the weir.')
  write('empty.txt', '')
  write('bad.pdf', '%PDF-1.7 broken')
  await sync()
  const first = await receipt()
  expect(first).toMatchObject({
    source: { id, connector: 'folder', name: 'notes', account: join(place, 'notes'), state: 'idle' },
    version: '1.2.3',
    coverage: { listed: 3, searchable: 1, skipped: { empty: 1 }, failed: { corrupt: 1 } },
    addsUp: true,
    scopes: [{ id: '.', documents: 3, complete: true }],
    held: 0,
    kept: 0,
    runs: [{ outcome: 'completed-with-failures' }],
    failures: [{ externalId: 'bad.pdf', problem: 'corrupt' }],
    canary: { result: 'found', externalId: 'heron.md' },
  })
  expect(JSON.parse(JSON.stringify(first))).toEqual(first)
  for (const [name, text] of [
    ['tokyo.md', '東京都の図書館は午後八時に閉まります。'],
    ['cafe.md', 'Ein ÜBERRASCHENDES Menü: "Crème brûlée" für 4,50 €!'],
    ['one.md', 'x'],
    ['heron.md', 'The heron waits at the weir, as it did yesterday.'],
  ] as const) {
    write(name, text)
    await sync()
    expect((await receipt()).canary).toMatchObject({ result: 'found', externalId: name })
  }
})

it('says so when what was synced is not found', async () => {
  write('heron.md', 'The heron waits at the weir.')
  await sync()
  damage(`delete from words where rowid in (select id from chunk)`)
  expect(await receipt()).toMatchObject({ addsUp: true, canary: { result: 'not-found', externalId: 'heron.md' } })
})

it('says so when documents belong nowhere', async () => {
  write('heron.md', 'The heron waits at the weir.')
  await sync()
  damage('delete from membership')
  expect(await receipt()).toMatchObject({ addsUp: false, coverage: { listed: 1 } })
})

it('searches for the phrase with the longest words, then for those', () => {
  expect(distinctiveQueries('An extraordinarily distinctive sentence about herons, and so on.')).toEqual([
    '"extraordinarily distinctive sentence about herons"',
    'extraordinarily',
    'distinctive',
    'sentence',
  ])
  expect(distinctiveQueries('one')).toEqual(['"one"', 'one'])
  expect(distinctiveQueries('… !')).toEqual([])
})
