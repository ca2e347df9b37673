import { expect, test } from 'vitest'
import { addressAt, originalOf } from './open-original.ts'

test('an original is an address or a path, and nothing that runs', () => {
  expect(originalOf('https://example.org/a')).toEqual({ type: 'address', value: 'https://example.org/a' })
  expect(originalOf('file:///home/ada/a%20b.md')).toEqual({ type: 'path', value: '/home/ada/a b.md' })
  expect(originalOf('file:///C:/a/b.md')).toEqual({ type: 'path', value: 'C:\\a\\b.md' })
  expect(originalOf('javascript:alert(1)')).toBeNull()
  expect(originalOf('file://%E0%A4%A')).toBeNull()
})

test('the place that was found is part of the address where that can be said', () => {
  const at = (mimeType: string, heading: readonly string[], passage = '') =>
    addressAt('https://example.org/doc', { mimeType, heading, passage })
  expect(at('application/pdf', ['Page 7'])).toBe('https://example.org/doc#page=7')
  expect(at('application/pdf', [])).toBe('https://example.org/doc')
  expect(at('application/vnd.openxmlformats-officedocument.presentationml.presentation', ['Slide 3: Costs'])).toBe(
    'https://example.org/doc#slide=3',
  )
  expect(at('text/html', [], '… the notice-period is three months …')).toBe(
    'https://example.org/doc#:~:text=the%20notice%2Dperiod%20is%20three%20months',
  )
  expect(addressAt('https://example.org/a#b', { mimeType: 'text/html', heading: [], passage: 'x' })).toBe('https://example.org/a#b')
})
