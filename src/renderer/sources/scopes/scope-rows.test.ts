import { expect, test } from 'vitest'
import type { ScopeChoice } from '../../../shared/model.ts'
import { asked, rowsOf, type ScopeMap, toggled, top } from './scope-rows.ts'

const scope = (id: string, hasChildren = false): ScopeChoice => ({ id, name: id.toUpperCase(), hasChildren, chosen: false })
const map: ScopeMap = new Map([
  [top, [scope('ops', true), scope('web')]],
  ['ops', [scope('runbooks', true), scope('alerts')]],
  ['runbooks', [scope('disk')]],
])
const shown = (open: readonly string[], chosen: readonly string[] = [], find = '') =>
  rowsOf(map, new Set(open), new Set(chosen), find).map(
    (row) => `${'-'.repeat(row.level)}${row.scope.id}${row.state === 'free' ? '' : ` ${row.state}`}`,
  )

test('only what is open is shown, each with its place among its siblings', () => {
  expect(shown([])).toEqual(['-ops', '-web'])
  expect(shown(['ops'])).toEqual(['-ops', '--runbooks', '--alerts', '-web'])
  expect(rowsOf(map, new Set(['ops']), new Set(), '')[1]).toMatchObject({ position: 1, siblings: 2, parent: 'ops', open: false })
})

test('what lies in a chosen part is included', () => {
  expect(shown(['ops', 'runbooks'], ['ops'])).toEqual([
    '-ops chosen',
    '--runbooks included',
    '---disk included',
    '--alerts included',
    '-web',
  ])
})

test('what is looked for is shown with what it lies in, open or not', () => {
  expect(shown([], [], 'dis')).toEqual(['-ops', '--runbooks', '---disk'])
  expect(shown([], [], 'nothing')).toEqual([])
})

test('choosing a part takes over what was chosen inside it', () => {
  expect([...toggled(map, new Set(['disk', 'web']), 'ops')]).toEqual(['web', 'ops'])
  expect([...toggled(map, new Set(['ops']), 'ops')]).toEqual([])
})

test('what is asked for names where it lies; all of it is everything, also what comes later', () => {
  expect(asked(map, new Set(['web', 'disk', 'far']))).toEqual([
    { id: 'web', parent: null },
    { id: 'disk', parent: 'runbooks' },
    { id: 'far' },
  ])
  expect(asked(map, new Set(['ops', 'web']))).toBeNull()
})
