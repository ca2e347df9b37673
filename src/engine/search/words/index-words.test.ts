import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sql } from '../../store/migrations/001-first.ts'
import { anyText } from '../any-text.fixture.ts'
import { indexWords } from './index-words.ts'

const words = (text: string, language: string | null = null) => indexWords(text, language).split(' ').filter(Boolean)

describe('words of the keyword index', () => {
  it.each([
    ['case, accents, ß', 'CAFÉ Straße Łódź', 'cafe strasse lodz'],
    ['a dotted and a dotless i are one', 'İstanbul ISPARTA ısparta', 'istanbul isparta isparta'],
    ['ё is е, й stays й', 'Ёлка мой', 'елка мой'],
    ['Greek accents and the final sigma', 'ΣΟΦΌΣ σοφός', 'σοφοσ σοφοσ'],
    ['Arabic vowel marks and tatweel', 'كِتَابٌ كـتاب', 'كتاب كتاب'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['wide letters, ligatures, half-width kana', 'Ｆｕｌｌ ﬁle ｶﾞｲﾄﾞ', 'full file ガイ イド ド'],
    ['soft hyphens, zero-width and bidi characters', 'co\u00adop\u200bera\u202etion', 'cooperation'],
    ['digits of other scripts', '١٢٣ ४५', '123 45'],
    ['possessives and contractions', 'the dog\u2019s don\u2019t', 'the dog dont'],
  ])('%s', (_name, text, expected) => {
    expect(indexWords(text, 'und')).toBe(expected)
  })

  it.each([
    ["O'Brien", 'obrien'],
    ['O\u2019Neill', 'oneill'],
    ['l\u2019homme', 'homme'],
    ['Wi-Fi', 'wifi'],
    ['getUserByID', 'getuserbyid'],
    ['getUserByID', 'user'],
    ['HTMLParser', 'parser'],
    ['snake_case', 'snake'],
    ['INV-2024-00317', 'inv202400317'],
    ['INV-2024-00317', '00317'],
    ['192.168.0.1', '192_168_0_1'],
    ['1,234,567', '1234567'],
    ['ada.lovelace@example.org', 'adalovelaceexampleorg'],
    ['ada.lovelace@example.org', 'lovelace'],
    ['C++', 'cplusplus'],
    ['F#', 'fsharp'],
    ['use .NET here', 'dotnet'],
    ['Node.js', 'nodejs'],
    ['\u{1f389}', '_1f389'],
  ])('finds %s as %s', (text, word) => {
    expect(words(text, 'und')).toContain(word)
  })

  it('makes pairs of characters of scripts without spaces, each character beginning one', () => {
    expect(indexWords('北京大学', null)).toBe('北京 京大 大学 学')
    expect(indexWords('서울에서', 'ko')).toBe('서울 울에 에서 서')
  })

  it('keeps Thai vowels with their consonant and Devanagari words whole', () => {
    expect(words('ที่นี่', 'th')).toHaveLength(2)
    expect(words('ខ្មែរ', 'km')).toHaveLength(2)
    expect(words('हिन्दी किताब', 'hi')).toHaveLength(2)
    expect(indexWords('की', 'hi')).not.toBe(indexWords('का', 'hi'))
  })

  it('stems by the language of the text', () => {
    expect(indexWords('running dogs', 'en')).toBe('run dog')
    expect(indexWords('running dogs', null)).toBe('run dog')
    expect(indexWords('running dogs', 'fi')).toBe('running dogs')
    expect(indexWords('Häusern', 'de')).toBe(indexWords('Haus', 'de'))
  })

  it('survives the tokenizer of the index, whatever the script', () => {
    const db = new Database(':memory:')
    db.exec(sql)
    const insert = db.prepare('insert into words (rowid, title, heading, body) values (?, ?, ?, ?)')
    const terms = db.prepare('select term from word')
    const check = (text: string) => {
      const expected = new Set(words(text))
      insert.run(1, '', '', indexWords(text, null))
      expect(new Set(terms.pluck().all())).toEqual(expected)
      db.prepare('delete from words where rowid = 1').run()
      db.exec("insert into words(words) values ('delete-all')")
    }
    fc.assert(fc.property(anyText(60), check), { numRuns: 500 })
    for (const block of [0x370, 0x900, 0xd80, 0xe00, 0x1000, 0x1780, 0x1980, 0x1a00, 0x1cd0, 0x3040, 0xa000, 0xa980, 0xfb00, 0x1f300]) {
      check(Array.from({ length: 256 }, (_, i) => `a${String.fromCodePoint(block + i)}b`).join(' '))
    }
  })

  it('tells words apart and knows them again, also when there are more than it keeps', () => {
    const words = Array.from({ length: 210_000 }, (_, i) => (i % 2 === 0 ? `w${i.toString(36)}` : `${i.toString(36)}tail`))
    for (const from of [0, 100_000, 0]) {
      const text = words.slice(from, from + 110_000).join(' ')
      expect(indexWords(text, 'und') === text).toBe(true)
    }
  })

  it('keeps its words apart from runs too long to keep', () => {
    const long = (i: number) => `${'x'.repeat(40)}${i}`
    const text = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? `plum${i}` : long(i))).join(' ')
    expect(indexWords(text, 'und')).toBe(text)
    expect(indexWords(text, 'und')).toBe(text)
  })

  it('never makes a word that is empty or holds a quotation mark', () => {
    fc.assert(
      fc.property(anyText(30), fc.constantFrom('en', 'de', 'zh', null), (text, language) => {
        expect(indexWords(text, language)).not.toMatch(/"|^ | $| {2}/)
      }),
      { numRuns: 300 },
    )
  })
})
