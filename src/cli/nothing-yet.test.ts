import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Magpie, makeMagpie } from './magpie.fixture.ts'

let magpie: Magpie
beforeEach(() => {
  magpie = makeMagpie()
})
afterEach(() => magpie.dispose())

const said = async (...args: readonly string[]) => (await magpie.text(...args)).stdout

it('says what to do next where nothing is connected, nothing indexed, nothing found', async () => {
  const connect = 'magpie source add folder PATH'
  expect(await said('search', 'otters')).toContain(connect)
  expect(await said('status')).toContain(connect)
  expect(await said('source', 'list')).toContain(connect)
  expect(await said('sync')).toContain(connect)

  const notes = join(magpie.place, 'notes')
  mkdirSync(notes)
  writeFileSync(join(notes, 'a.md'), 'Otters swim.')
  await magpie.text('source', 'add', 'folder', notes)
  expect(await said('search', 'otters')).toContain('magpie sync')
  await magpie.text('sync', '--no-embed')
  expect(await said('search', 'otters', '--mode', 'keyword')).toContain('Otters swim.')
  expect(await said('search', 'zebras', '--mode', 'keyword')).toBe('Nothing found. Try fewer or other words.\n')
}, 60_000)
