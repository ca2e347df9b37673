import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Alert } from '../shared/model.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'

let place: string
let folder: string
let engine: EngineHandle
let notified: Alert[]
let told: (Alert | null)[]

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-alerts-'))
  folder = join(place, 'notes')
  mkdirSync(folder)
  for (let n = 0; n < 40; n++) writeFileSync(join(folder, `note-${n}.txt`), `note ${n}`)
  notified = []
  told = []
  engine = await openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: true,
    notify: (alert) => void notified.push(alert),
  })
  engine.client.on('alerts.changed', (event) => void told.push(event.told))
})
afterEach(async () => {
  await engine.close()
  rmSync(place, { recursive: true })
})

it('a held run is told to the system, the window and the log, and is over when it was answered', async () => {
  const { client } = engine
  const { source } = await client.call('sources.add', { connector: 'folder', settings: { path: folder } })
  await client.call('sync.run', { embed: false })
  for (let n = 0; n < 30; n++) rmSync(join(folder, `note-${n}.txt`))
  await expect.poll(async () => (await client.call('sync.run', { embed: false })).runs[0]?.outcome).toBe('held')

  const held = { kind: 'held', source: source.id, said: { code: 'alert-held', params: { count: 30, of: 40 } } }
  expect(notified).toMatchObject([held])
  expect(told).toMatchObject([held])
  expect(await client.call('alerts.list', {})).toMatchObject([held])
  expect(await client.call('log.read', { source: source.id, level: 'warn' })).toEqual(
    expect.arrayContaining([expect.objectContaining({ message: 'alert', fields: expect.objectContaining({ alert: 'held' }) })]),
  )
  expect((await client.call('log.export', {})).text).toContain('"alert":"held"')

  await client.call('brake.answer', { id: source.id, accept: true })
  expect(await client.call('alerts.list', {})).toEqual([])
  expect(told.at(-1)).toBeNull()
  expect(notified).toHaveLength(1)
})
