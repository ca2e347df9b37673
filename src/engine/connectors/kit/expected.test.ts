import { expect, it } from 'vitest'
import { inspect } from './expected.ts'

const page = '<!DOCTYPE html><html><title>Sign in</title></html>'

it.each([
  ['json', 'application/json', '{"a":1}', 'good'],
  ['json', 'application/vnd.api+json; charset=utf-8', '[]', 'good'],
  ['json', null, '{"a":1}', 'good'],
  ['json', 'text/plain', '{"a":1}', 'good'],
  ['json', null, '', 'good'],
  ['json', 'application/json', '', 'broken'],
  ['json', 'application/json', '{"a":1', 'broken'],
  ['json', 'application/json', page, 'web-page'],
  ['json', 'text/html', '{"a":1}', 'web-page'],
  ['json', null, `\n<!-- hotel -->\n${page}`, 'web-page'],
  ['json', 'text/plain', 'upstream connect error', 'other'],
  ['json', 'image/png', '{}', 'other'],
  ['xml', 'application/xml', '<?xml version="1.0"?><ListBucketResult xmlns="x"><Name>b</Name></ListBucketResult>\n', 'good'],
  ['xml', 'text/xml', '<Empty/>', 'good'],
  ['xml', 'application/xml', '<ListBucketResult><Name>b</Name>', 'broken'],
  ['xml', 'application/xml', page, 'web-page'],
  ['xml', 'application/json', '{}', 'other'],
  ['text', 'text/markdown', '# Hello', 'good'],
  ['text', 'text/html', '<p>Hello', 'web-page'],
] as const)('takes %s as %s with %j for %s', (expected, type, text, is) => {
  expect(inspect(expected, type, text).is).toBe(is)
})
