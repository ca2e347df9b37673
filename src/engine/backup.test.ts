import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'

let place: string
let folder: string
let engine: EngineHandle

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-backup-'))
  folder = join(place, 'notes')
  mkdirSync(folder)
  write('bird.md', 'The heron waits at the weir.')
  engine = await open()
  await engine.client.call('sources.add', { connector: 'folder', settings: { path: folder } })
  await sync()
})
afterEach(async () => {
  await engine.close()
  rmSync(place, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const open = () =>
  openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
  })
const sync = () => engine.client.call('sync.run', { embed: false })
const found = async (query: string) =>
  (await engine.client.call('search', { query, mode: 'keyword' })).hits.map((hit) => hit.externalId).sort()
const copy = () => join(place, 'copy.backup')

it('a backup brings the index back as it was, in the same engine, and after a restart', async () => {
  expect(await engine.client.call('backup', { path: copy() })).toMatchObject({ path: copy(), sources: 1, documents: 1 })
  if (process.platform !== 'win32') expect(statSync(copy()).mode & 0o777).toBe(0o600)
  write('bird.md', 'The kingfisher dives.')
  write('owl.md', 'The owl hunts by ear.')
  await sync()
  expect(await found('heron')).toEqual([])
  expect(await found('kingfisher')).toEqual(['bird.md'])

  const restored = engine.client.call('restore', { path: copy() })
  const meanwhile = engine.client.call('sources.list', {})
  expect(await restored).toMatchObject({ documents: 1 })
  expect(await meanwhile).toHaveLength(1)
  expect(await found('heron')).toEqual(['bird.md'])
  expect(await found('owl')).toEqual([])

  await engine.close()
  engine = await open()
  expect(await found('heron')).toEqual(['bird.md'])
  await sync()
  expect(await found('kingfisher')).toEqual(['bird.md'])
  expect(readdirSync(join(place, 'home'))).toContain('magpie.before-restore.db')
})

it('a backup may be made while a sync writes, and is sound', async () => {
  for (let n = 0; n < 200; n++) write(`many-${n}.md`, `note number ${n}`)
  const syncing = sync()
  const { documents } = await engine.client.call('backup', { path: copy() })
  await syncing
  expect(documents).toBeGreaterThan(0)
  await engine.client.call('restore', { path: copy() })
  const checks = (await engine.client.call('doctor', {})).checks.filter(({ said }) => said.code === 'doctor-integrity')
  expect(checks.length).toBeGreaterThan(3)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  await sync()
  expect(await found('number')).toHaveLength(20)
})

it('in a folder it gets a name of its own; what is there already is never overwritten', async () => {
  const { path } = await engine.client.call('backup', { path: place })
  expect(path).toMatch(/magpie-\d{4}-\d\d-\d\d\.backup$/)
  await expect(engine.client.call('backup', { path: place })).rejects.toMatchObject({ code: 'backup-exists' })
  await expect(engine.client.call('backup', { path: join(place, 'nowhere', 'x') })).rejects.toMatchObject({ code: 'backup-impossible' })
  expect(readdirSync(place).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('what is no backup changes nothing', async () => {
  write('fake.backup', 'not a database at all, but long enough to have something of a header to be looked at')
  await expect(engine.client.call('restore', { path: join(folder, 'fake.backup') })).rejects.toMatchObject({ code: 'backup-unreadable' })
  await expect(engine.client.call('restore', { path: join(place, 'nothing') })).rejects.toMatchObject({ code: 'backup-unreadable' })
  expect(await found('heron')).toEqual(['bird.md'])
})

it('erasing leaves nothing of what was known, and an engine that can begin anew', async () => {
  await engine.client.call('settings.set', { key: 'theme', value: 'dark' })
  await engine.client.call('erase', { everything: true })
  expect(await engine.client.call('sources.list', {})).toEqual([])
  expect((await engine.client.call('settings.get', {})).theme).toBe('system')
  expect(await found('heron')).toEqual([])
  expect((await engine.client.call('log.export', {})).text).not.toContain('heron')
  await engine.client.call('sources.add', { connector: 'folder', settings: { path: folder } })
  await sync()
  expect(await found('heron')).toEqual(['bird.md'])
})
