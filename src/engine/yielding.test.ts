import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { GovernorStatus } from '../shared/model.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'
import type { Conditions } from './sync/conditions.ts'

/** A whole engine on a computer that the test makes up. */
let place: string
let engine: EngineHandle
let conditions: Partial<Conditions>

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-yielding-'))
  mkdirSync(join(place, 'notes'))
  writeFileSync(join(place, 'notes/plan.md'), 'The heron waits at the weir.')
  // Whatever the disk of the machine that tests is like.
  conditions = { freeBytes: 1e12 }
})
afterEach(async () => {
  await engine.close()
  rmSync(place, { recursive: true })
})

async function open() {
  const own = { home: join(place, 'home'), host: 'app', resources: sourceResources, version: '0.0.0', capabilities: [] } as const
  engine = await openEngine({ ...own, spawn: spawnNodeChild, background: true, conditions: () => conditions })
}
const status = () => engine.client.call('status', {})
const add = () => engine.client.call('sources.add', { connector: 'folder', settings: { path: join(place, 'notes') } })
const patient = { timeout: 30_000, interval: 50 }
const runs = async () => (await engine.client.call('runs.list', {})).length

it('waits on a low battery, says why, and goes on when the person wants that', async () => {
  conditions = { ...conditions, battery: 0.1 }
  await open()
  const told: GovernorStatus[] = []
  engine.client.on('governor.changed', (governor) => told.push(governor))
  await add()
  expect((await status()).governor).toMatchObject({ yielding: 'battery', said: { code: 'yield-battery-low' } })
  await new Promise((done) => setTimeout(done, 300))
  expect(await runs()).toBe(0)
  expect((await status()).sources[0]).toMatchObject({ source: { state: 'idle' }, nextRun: null })
  await engine.client.call('settings.set', { key: 'onBattery', value: 'go-on' })
  await expect.poll(runs, patient).toBe(1)
  expect(told).toEqual([{ paused: false, pausedUntil: null, yielding: null, said: null }])
})

it('does what a person asks for on the lowest battery, embedding too', async () => {
  conditions = { ...conditions, battery: 0.01 }
  await open()
  await add()
  const { runs: asked } = await engine.client.call('sync.run', {})
  expect(asked).toMatchObject([{ outcome: 'completed', added: 1 }])
  expect(await engine.client.call('embedding.status', {})).toMatchObject({ done: 1, total: 1 })
})

it('embeds nothing by itself while everything is paused, says so, and makes up for it', async () => {
  await open()
  await engine.client.call('sync.pause', { minutes: 60 })
  await add()
  await engine.client.call('sync.run', { embed: false })
  await expect
    .poll(() => engine.client.call('embedding.status', {}), patient)
    .toMatchObject({ state: 'paused', done: 0, total: 1, problem: { code: 'all-paused' } })
  expect((await status()).governor).toMatchObject({ paused: true })
  await engine.client.call('sync.resume', {})
  await expect.poll(() => engine.client.call('embedding.status', {}), patient).toMatchObject({ done: 1, total: 1 })
})

it('waits while the disk is nearly full, and names how much is left', async () => {
  conditions = { freeBytes: 4e8 }
  await open()
  await add()
  await new Promise((done) => setTimeout(done, 300))
  expect(await runs()).toBe(0)
  expect((await status()).governor.said).toEqual({ code: 'yield-disk', params: { free: 4e8 } })
})
