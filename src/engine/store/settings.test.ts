import { afterEach, beforeEach, expect, it } from 'vitest'
import { dropHome, emptyHome } from './sample.fixture.ts'
import { readSettings, writeSetting } from './settings.ts'
import { openStore, type Store } from './store.ts'

let home: string
let store: Store
beforeEach(() => {
  home = emptyHome()
  store = openStore(home)
})
afterEach(() => {
  store.close()
  dropHome(home)
})

it('has defaults, and remembers what was chosen', () => {
  expect(readSettings(store)).toMatchObject({ model: 'auto', theme: 'system', keywordPlan: 'auto' })
  expect(readSettings(store).threads).toBeGreaterThan(0)
  writeSetting(store, 'theme', 'dark')
  writeSetting(store, 'threads', '1')
  writeSetting(store, 'model', 'small', ['small', 'large'])
  expect(readSettings(store)).toEqual({
    model: 'small',
    theme: 'dark',
    threads: 1,
    keywordPlan: 'auto',
    language: 'auto',
    ocr: 'off',
    onBattery: 'gently',
    onMetered: 'wait',
    proxy: 'system',
    certificates: '',
    errorsInARow: 10,
    errorsPercent: 15,
    hooksPort: 27_424,
  })
})

it.each([
  ['colour', 'red', 'setting-unknown'],
  ['constructor', 'x', 'setting-unknown'],
  ['theme', 'red', 'setting-invalid'],
  ['threads', '0', 'setting-invalid'],
  ['threads', '99999', 'setting-invalid'],
  ['threads', '1.5', 'setting-invalid'],
  ['keywordPlan', '', 'setting-invalid'],
  ['model', '../x', 'setting-invalid'],
  ['model', 'medium', 'model-unknown'],
])('refuses %s=%s', (key, value, code) => {
  const before = readSettings(store)
  expect(() => writeSetting(store, key, value, ['small', 'large'])).toThrow(expect.objectContaining({ code }))
  expect(readSettings(store)).toEqual(before)
})

it('goes on with the default where a stored value is no longer allowed', () => {
  store.db.exec(`insert into setting (key, value) values ('theme', 'sepia')`)
  expect(readSettings(store).theme).toBe('system')
})
