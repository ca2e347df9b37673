import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayName, idBelow, pathOf, segmentOf, segmentsOf, urlOf } from './names.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

describe('ids', () => {
  it('are the names on disk, joined by slashes', () => {
    expect(idBelow(idBelow('', segmentOf(Buffer.from('Müll'))), segmentOf(Buffer.from('a\nb \\ %41.md')))).toBe('Müll/a\nb \\ %41.md')
  })

  it('mark names that are no UTF-8, and only those', () => {
    expect(segmentOf(bytes('caf\xe9 100%.txt'))).toBe('/caf%E9 100%25.txt')
    expect(segmentOf(bytes('100%.txt'))).toBe('100%.txt')
  })

  it('lead back to the very bytes they came from, whatever those are', () => {
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 12 })
      .map((array) => Buffer.from(array.map((byte) => (byte === 0 || byte === 47 ? 46 : byte))))
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (parts) => {
        const id = parts.map(segmentOf).reduce(idBelow, '')
        expect(segmentsOf(id)).toEqual(parts.map(segmentOf))
        const path = Buffer.from(pathOf('/root', id))
        expect(path).toEqual(Buffer.concat([bytes('/root'), ...parts.flatMap((part) => [bytes('/'), part])]))
      }),
    )
  })

  it('are shown in NFC, with a sign for what is no letter', () => {
    expect(displayName('cafe\u0301.txt')).toBe('caf\u00e9.txt')
    expect(displayName('/caf%E9.txt')).toBe('caf\uFFFD.txt')
  })

  it('become URLs that keep every byte', () => {
    expect(urlOf('/r', 'a #?%/b\nc.md')).toBe('file:///r/a%20%23%3F%25/b%0Ac.md')
    expect(urlOf('/r', 'a//caf%E9 %25.txt')).toBe('file:///r/a/caf%E9%20%25.txt')
  })
})
