import { expect, test } from 'vitest'
import { layoutOf, messageHead, outlineOf, personName } from './format.ts'

test('headings are the outline, but not inside code', () => {
  const text = '# One\n\ntext\n\n```sh\n# not this\n```\n\n## Slide 2: **Two** [link](https://x)\n'
  expect(outlineOf(text, 100)).toEqual([
    { level: 1, title: 'One', at: 100 },
    { level: 2, title: 'Slide 2: Two link', at: 100 + text.indexOf('## Slide') },
  ])
})

test('a message has a head and a body', () => {
  const text = 'From: Ada <ada@example.org>\nTo: Bo\nDate: 2026-01-01 10:00\n\nHello: this is no field.'
  const head = messageHead(text)
  expect(head?.fields.map(([name]) => name)).toEqual(['From', 'To', 'Date'])
  expect(text.slice(head?.end)).toBe('Hello: this is no field.')
  expect(messageHead('Hello there')).toBeNull()
  expect(personName('Ada Lovelace <ada@example.org>')).toBe('Ada Lovelace')
  expect(personName('<ada@example.org>')).toBe('<ada@example.org>')
})

test.each([
  ['text/markdown', 'markdown'],
  ['message/rfc822', 'markdown'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'markdown'],
  ['text/x-python', 'code'],
  ['application/pdf', 'plain'],
  ['text/csv', 'plain'],
])('%s is laid out as %s', (mimeType, layout) => expect(layoutOf(mimeType, '')).toBe(layout))

test('tables and headings that were found in a format without them are shown as such', () => {
  expect(layoutOf('text/csv', '| a | b |\n| - | - |')).toBe('markdown')
  expect(layoutOf('application/pdf', 'Text\n\n## Chapter')).toBe('markdown')
})
