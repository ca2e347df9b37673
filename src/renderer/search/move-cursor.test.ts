import { expect, test } from 'vitest'
import { moveCursor } from './move-cursor.ts'

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  target: { value: 'text' },
  ...more,
})

test('arrows and pages stay within the rows', () => {
  expect(moveCursor(press('ArrowDown'), 0, 3, () => 5)).toBe(1)
  expect(moveCursor(press('ArrowDown'), 2, 3, () => 5)).toBe(2)
  expect(moveCursor(press('ArrowUp'), 0, 3, () => 5)).toBe(0)
  expect(moveCursor(press('PageDown'), 1, 20, () => 5)).toBe(6)
  expect(moveCursor(press('PageUp'), 1, 20, () => 5)).toBe(0)
  expect(moveCursor(press('ArrowDown'), -1, 0, () => 5)).toBeNull()
})

test('Home and End are the field’s own, and the list’s elsewhere or with Ctrl', () => {
  expect(moveCursor(press('End'), 0, 9, () => 5)).toBeNull()
  expect(moveCursor(press('End', { ctrlKey: true }), 0, 9, () => 5)).toBe(8)
  expect(moveCursor(press('Home', { target: {} }), 4, 9, () => 5)).toBe(0)
})

test('keys that select text move no row', () => {
  expect(moveCursor(press('ArrowDown', { shiftKey: true }), 0, 9, () => 5)).toBeNull()
})
