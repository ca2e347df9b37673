import { expect, it } from 'vitest'
import { extractPpt } from './ppt.ts'
import { makeOle } from './sample-ole.ts'

const record = (type: number, content: Buffer, instance = 0, container = false): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt16LE((instance << 4) | (container ? 15 : 0), 0)
  head.writeUInt16LE(type, 2)
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content])
}
const container = (type: number, children: readonly Buffer[], instance = 0) => record(type, Buffer.concat(children), instance, true)
const numbers = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => {
    bytes.writeUInt32LE(value, i * 4)
  })
  return bytes
}
const text = (type: number, said: string) => [record(3999, numbers(type)), record(4000, Buffer.from(said, 'utf16le'))]
const slide = (notesId: number, children: readonly Buffer[]) =>
  container(1006, [record(1007, numbers(0, 0, 0, 0, notesId, 0)), ...children])
const persist = (id: number, slideId: number) => record(1011, numbers(id, 0, 0, slideId, 0))

/** A presentation whose first slide was saved twice, the second time with other words. */
function makePpt(mark = 0xe391c05f): Buffer {
  const document = container(1000, [
    container(4080, [persist(2, 256), ...text(0, 'The plan'), ...text(1, 'first\rsecond'), persist(3, 257)], 0),
    container(4080, [persist(4, 900)], 2),
    container(4057, [record(4026, Buffer.from('Acme Ltd', 'utf16le'), 2)]),
  ])
  const objects = [
    document,
    slide(0, text(4, 'old words')),
    slide(0, text(4, 'Spare')),
    container(1008, text(2, 'Speak slowly')),
    slide(900, [
      record(3998, numbers(0)),
      record(3998, numbers(1)),
      ...text(4, 'new words'),
      container(12_000, [record(4026, Buffer.from('Grace', 'utf16le'), 0), record(4026, Buffer.from('Too much', 'utf16le'), 1)]),
    ]),
  ]
  const places: number[] = []
  let at = 0
  for (const object of objects) {
    places.push(at)
    at += object.length
  }
  const firstDirectory = record(6002, numbers((4 << 20) | 1, places[0]!, places[1]!, places[2]!, places[3]!))
  const firstEdit = record(4085, numbers(0, 0, 0, at, 1, 0, 0))
  const secondDirectoryAt = at + firstDirectory.length + firstEdit.length
  const secondDirectory = record(6002, numbers((1 << 20) | 2, places[4]!))
  const secondEdit = record(4085, numbers(0, 0, at + firstDirectory.length, secondDirectoryAt, 1, 0, 0))
  const user = numbers(0, 0, 0, mark, secondDirectoryAt + secondDirectory.length, 0)
  return makeOle({
    'PowerPoint Document': Buffer.concat([...objects, firstDirectory, firstEdit, secondDirectory, secondEdit]),
    'Current User': user,
  })
}

it('gives slides as last saved, with notes, comments and footers', () => {
  expect(extractPpt(makePpt()).text).toBe(
    `## Slide 1: The plan

- first
- second

new words

### Notes

Speak slowly

### Comments

- Grace: Too much

## Slide 2

Spare

Acme Ltd`,
  )
})

it('with a password is encrypted', () => {
  expect(() => extractPpt(makePpt(0xf3d1c4df))).toThrow(expect.objectContaining({ problem: 'encrypted' }))
})

it('whose edits lead nowhere gives every text there is', () => {
  const scattered = makeOle({ 'PowerPoint Document': Buffer.concat(text(4, 'some words')) })
  expect(extractPpt(scattered).text).toBe('## Slide 1\n\nsome words')
})
