import { describe, expect, it } from 'vitest'
import { type Rules, rootRules } from './rules.ts'
import { settings } from './settings.ts'

const rules = (given: Readonly<Record<string, unknown>> = {}) => rootRules(settings.parse({ path: '/root', ...given }))

/** Goes down a path as a walk does, and says whether it would be listed. `ignoreFiles` is text by folder. */
function lists(start: Rules, path: string, ignoreFiles: Readonly<Record<string, string>> = {}): boolean {
  const names = path.split('/')
  let here = start
  for (const [at, name] of names.entries()) {
    const text = ignoreFiles[names.slice(0, at).join('/')]
    if (text !== undefined) here = here.obeying([text])
    const isFolder = at < names.length - 1
    if (here.leavesOut(name, isFolder)) return false
    if (isFolder) here = here.enter(name)
  }
  return true
}

describe('rules of a folder', () => {
  it.each([
    'node_modules/left-pad/index.js',
    'deep/down/node_modules/x.md',
    '~$Report.docx',
    '.~lock.Report.odt#',
    '$RECYCLE.BIN/a.txt',
    'System Volume Information/x',
    '#recycle/old.md',
    '@eaDir/x.jpg',
    'film.mp4.part',
    'me/Library/Caches/x.json',
    'Thumbs.db',
    'notes.tmp',
  ])('leave out %s by themselves', (path) => {
    expect(lists(rules({ hidden: true }), path)).toBe(false)
  })

  it.each([
    'notes.md',
    'Library/book.pdf',
    'recycle/a.md',
    'tmp/a.md',
    '~tilde.md',
    'part.txt',
    'node_modules.md',
    'back\\slash.md',
    'new\nline.md',

    ' x ',
  ])('let in %s', (path) => {
    expect(lists(rules(), path)).toBe(true)
  })

  it('leave out hidden files and folders unless asked for', () => {
    for (const path of ['.secret.md', '.obsidian/app.json', 'a/.b/c.md']) {
      expect(lists(rules(), path)).toBe(false)
      expect(lists(rules({ hidden: true }), path)).toBe(true)
    }
    expect(lists(rules({ hidden: true }), '.git/config')).toBe(false)
  })

  it('take only what is included: names anywhere, or paths from the root', () => {
    const only = rules({ include: ['*.md', 'reports/**/*.pdf'] })
    expect(['a.md', 'deep/b.MD', 'new\nline/c.md', 'reports/2024/q1.pdf', 'Reports/x.pdf'].filter((path) => !lists(only, path))).toEqual([])
    expect(['a.txt', 'other/q1.pdf'].filter((path) => lists(only, path))).toEqual([])
  })

  it('leave out what is excluded, with all below it', () => {
    const not = rules({ exclude: ['archive/**', '*.log', './build/', 'caf\u00e9.md'] })
    expect(
      ['archive/a.md', 'archive/b/c.md', 'x/y.log', 'build/a.md', 'cafe\u0301.md'.normalize('NFC')].filter((path) => lists(not, path)),
    ).toEqual([])
    expect(['archived/a.md', 'x/archive/a.md', 'x/log.md'].filter((path) => !lists(not, path))).toEqual([])
    expect(not.leavesOut('archive', true)).toBe(true)
  })

  it('obey ignore files in their folder and below', () => {
    const files = { '': '# comment\n*.log\n/only-here.md\nbuild/\n', 'a/b': '\uFEFFdraft-*\r\n!draft-final.md\r\n' }
    expect(
      ['x.log', 'a/x.log', 'only-here.md', 'build/x.md', 'a/build/x.md', 'a/b/draft-1.md'].filter((path) => lists(rules(), path, files)),
    ).toEqual([])
    expect(['a/only-here.md', 'build', 'a/draft-1.md', 'a/b/draft-final.md'].filter((path) => !lists(rules(), path, files))).toEqual([])
  })

  it('let a deeper ignore file take back what one above left out', () => {
    const files = { '': '*.log\nout\n', a: '!keep.log\n!out/\n' }
    expect(lists(rules(), 'a/keep.log', files)).toBe(true)
    expect(lists(rules(), 'a/out/x.md', files)).toBe(true)
    expect(lists(rules(), 'b/keep.log', files)).toBe(false)
    expect(lists(rules(), 'b/out/x.md', files)).toBe(false)
  })

  it('let an ignore file take back a default', () => {
    expect(lists(rules(), 'node_modules/notes/x.md', { '': '!node_modules/\n' })).toBe(true)
    expect(lists(rules(), 'a [1]/node_modules/x.md', { 'a [1]': '!node_modules/\n' })).toBe(true)
    expect(lists(rules(), 'a [1]/node_modules/node_modules/x.md', { 'a [1]': '!/node_modules/\n' })).toBe(false)
  })
})
