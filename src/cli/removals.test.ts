import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Magpie, makeMagpie } from './magpie.fixture.ts'

let magpie: Magpie
const file = (n: number) => join(magpie.place, 'notes', `note-${String(n).padStart(2, '0')}.txt`)

beforeAll(async () => {
  magpie = makeMagpie()
  mkdirSync(join(magpie.place, 'notes'))
  for (let n = 0; n < 40; n++) writeFileSync(file(n), `note ${n}`)
  await magpie.json('source', 'add', 'folder', join(magpie.place, 'notes'))
  await magpie.json('sync', '--no-embed')
}, 60_000)
afterAll(() => magpie.dispose())

it('holds a suspicious removal, shows it, and does as it is told', { timeout: 120_000 }, async () => {
  for (let n = 0; n < 30; n++) rmSync(file(n))
  expect(await magpie.json('sync', '--no-embed')).toMatchObject({
    code: 4,
    value: { runs: [{ outcome: 'held', deleted: 0, unshared: 0 }] },
  })
  const preview = await magpie.json('brake', 'folder-1')
  expect(preview).toMatchObject({ code: 4, value: { count: 30, of: 40, kept: 0 } })
  expect((preview.value as { documents: unknown[] }).documents).toHaveLength(30)
  expect((preview.value as { documents: unknown[] }).documents).toContainEqual(
    expect.objectContaining({ externalId: 'note-07.txt', title: 'note-07.txt', path: [], why: 'deleted' }),
  )
  expect((await magpie.text('brake', 'folder-1')).stdout).toContain('30 of 40 documents would disappear')
  expect(await magpie.json('brake', 'folder-1', '--reject')).toMatchObject({ code: 0, value: { source: 'folder-1', outcome: 'completed' } })
  expect(await magpie.json('sync', '--no-embed')).toMatchObject({ code: 0, value: { runs: [{ outcome: 'completed', deleted: 0 }] } })
  expect(await magpie.json('brake', 'folder-1')).toMatchObject({ code: 0, value: { count: 0, kept: 30, documents: [] } })
  expect(await magpie.json('brake', 'folder-1', '--accept')).toMatchObject({ code: 0, value: { outcome: 'completed', deleted: 30 } })
  expect(await magpie.json('brake', 'folder-1', '--accept')).toMatchObject({ code: 1, value: null })
  const removals = (await magpie.json('removals', 'folder-1')).value as { externalId: string; why: string; source: string }[]
  expect(removals).toHaveLength(30)
  expect(removals[0]).toMatchObject({ source: 'folder-1', why: 'deleted', said: { code: 'removal-deleted' } })
})

it('proves what it has of a source', { timeout: 60_000 }, async () => {
  expect(await magpie.json('status', 'folder-1', '--receipt')).toMatchObject({
    code: 0,
    value: { source: { id: 'folder-1' }, addsUp: true, held: 0, scopes: [{ id: '.', complete: true }], canary: { result: 'found' } },
  })
  expect((await magpie.text('status', 'folder-1', '--receipt')).stdout).toContain('The numbers add up.')
  expect(await magpie.json('status', '--receipt')).toMatchObject({ code: 2 })
})

it('says that settings leave something out, and not that it was deleted', { timeout: 60_000 }, async () => {
  await magpie.json('source', 'set', 'folder-1', 'exclude=note-3*')
  const { stdout } = await magpie.text('sync', '--no-embed')
  expect(stdout).toContain('0 deleted, 10 left out by its settings')
  expect((await magpie.text('removals')).stdout).toContain('The settings of its source leave it out.')
})

it('wants one answer only', { timeout: 60_000 }, async () => {
  expect(await magpie.json('brake', 'folder-1', '--accept', '--reject')).toMatchObject({ code: 2 })
  expect(await magpie.json('brake', 'folder-9')).toMatchObject({ code: 1, value: null })
})
