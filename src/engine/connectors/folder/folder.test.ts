import { execFileSync } from 'node:child_process'
import { link, lstat, mkdir, open, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  backdate,
  changesOf,
  type Fixture,
  goneIds,
  listed,
  makeFixture,
  never,
  pagesOf,
  problemOf,
  refOf,
  said,
  scope,
} from './fixture.ts'
import { connector as type } from './index.ts'

const onWindows = process.platform === 'win32'

describe('the folder connector', () => {
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await makeFixture()
  })
  afterEach(() => fixture.dispose())
  const put = (id: string, text?: string) => fixture.put(id, text)

  it('says what it knows of a file', async () => {
    await put('Projects/Mag pie/plan #1.md', 'hello')
    await backdate(fixture.path('Projects/Mag pie/plan #1.md'))
    const { fingerprint, createdAt, version, ...ref } = await refOf(fixture.connector, 'Projects/Mag pie/plan #1.md')
    expect(ref).toEqual({
      id: 'Projects/Mag pie/plan #1.md',
      title: 'plan #1.md',
      titled: false,
      url: `file://${fixture.root}/Projects/Mag%20pie/plan%20%231.md`,
      updatedAt: '2020-02-02T02:02:02.125Z',
      mimeType: 'text/markdown',
      size: 5,
      path: ['Projects', 'Mag pie'],
    })
    expect([fingerprint, createdAt, version].every((value) => typeof value === 'string' && value.length > 0)).toBe(true)
  })

  it('obeys globs, ignore files and its own list of what no one looks for', async () => {
    for (const id of ['a.md', 'b.txt', 'old/c.md', 'node_modules/d.md', 'src/.gitignore', 'src/e.md', 'src/gen/f.md', '.hidden.md'])
      await put(id)
    await put('src/.gitignore', 'gen/\n')
    await put('.magpieignore', 'secret.md\n')
    await put('secret.md')
    expect(await listed(fixture.connector)).toEqual(['a.md', 'b.txt', 'old/c.md', 'src/e.md'])
    expect(await listed(fixture.open({ include: ['*.md'], exclude: ['old/**'] }))).toEqual(['a.md', 'src/e.md'])
    expect(await listed(fixture.open({ ignoreFiles: false, include: ['*.md'] }))).toEqual([
      'a.md',
      'old/c.md',
      'secret.md',
      'src/e.md',
      'src/gen/f.md',
    ])
    expect(await listed(fixture.open({ hidden: true }))).toEqual(
      ['.hidden.md', '.magpieignore', 'a.md', 'b.txt', 'old/c.md', 'src/.gitignore', 'src/e.md'].sort(),
    )
  })

  it('does not open an ignore file that is a pipe, a link out or gigantic', { timeout: 5_000, skip: onWindows }, async () => {
    await put('a/x.md')
    execFileSync('mkfifo', [fixture.path('a/.gitignore')])
    await put('b/x.md')
    await symlink('/etc/hosts', fixture.path('b/.gitignore'))
    await put('c/x.md')
    await put('c/.gitignore')
    await truncate(fixture.path('c/.gitignore'), 6_000_000_000)
    expect(await listed(fixture.connector)).toEqual(['a/x.md', 'b/x.md', 'c/x.md'])
  })

  it('keeps apart names that differ in nothing one sees', { skip: process.platform !== 'linux' }, async () => {
    await put('caf\u00e9.txt')
    await put('cafe\u0301.txt')
    await put('Caf\u00e9.txt')
    const changes = await changesOf(fixture.connector)
    expect(changes.map(said).sort()).toEqual(['Caf\u00e9.txt', 'cafe\u0301.txt', 'caf\u00e9.txt'].sort())
    const titles = changes.map((change) => (change.type === 'upsert' ? change.ref.title : ''))
    expect(titles.filter((title) => title === 'caf\u00e9.txt')).toHaveLength(2)
    expect(await goneIds(fixture.connector, ['cafe\u0301.txt', 'CAF\u00c9.txt'])).toEqual(['CAF\u00c9.txt'])
  })

  it('reads files and folders whose names are no UTF-8', { skip: process.platform !== 'linux' }, async () => {
    const folder = Buffer.concat([Buffer.from(`${fixture.root}/s`), Buffer.from([0xfc]), Buffer.from('d')])
    await mkdir(folder)
    await writeFile(Buffer.concat([folder, Buffer.from('/caf'), Buffer.from([0xe9]), Buffer.from('.txt')]), 'latin one')
    await writeFile(Buffer.concat([folder, Buffer.from('/plain.txt')]), 'plain')
    expect(await listed(fixture.connector)).toEqual(['/s%FCd//caf%E9.txt', '/s%FCd/plain.txt'])
    const ref = await refOf(fixture.connector, '/s%FCd//caf%E9.txt')
    expect([ref.title, ref.path]).toEqual(['caf\uFFFD.txt', ['s\uFFFDd']])
    const content = await fixture.connector.read(ref, never)
    if (content.type !== 'file') throw new Error('expected a file')
    expect(content.scratch).toBe(true)
    expect(await readFile(content.path, 'utf8')).toBe('latin one')
    expect((await lstat(content.path)).mode & 0o777).toBe(0o600)
    await rm(content.path)
    expect(await goneIds(fixture.connector, ['/s%FCd//caf%E9.txt', '/s%FCd//caf%E8.txt'])).toEqual(['/s%FCd//caf%E8.txt'])
  })

  it('lists and reads the oddest names', { skip: onWindows }, async () => {
    const long = Array.from({ length: 8 }, (_, n) => `${n}`.repeat(40)).join('/')
    const odd = [
      'new\nline.md',
      'quo\'te "and" `tick`.md',
      'trailing space ',
      'dots...',
      '-rf',
      'back\\slash',
      ' lead',
      '%41.md',
      `${long}/x.md`,
      `${'n'.repeat(251)}.md`,
    ]
    for (const id of odd) await put(id)
    expect(await listed(fixture.connector)).toEqual(odd.sort())
    for (const id of odd) {
      const content = await fixture.connector.read(await refOf(fixture.connector, id), never)
      expect(content.type === 'file' && (await readFile(content.path, 'utf8'))).toBe(`text of ${id}`)
    }
  })

  it('follows no link: those out of the folder and in circles are skipped, the rest is listed where it lies', {
    skip: onWindows,
  }, async () => {
    await put('real/note.md')
    const links = {
      'to-note.md': 'real/note.md',
      'to-folder': 'real',
      'real/up': '..',
      'real/self': 'self',
      loop_a: 'loop_b',
      loop_b: 'loop_a',
    }
    for (const [id, target] of Object.entries({ ...links, dangling: 'nowhere.md', 'out.txt': '/etc/passwd', 'real/out': '../../x' }))
      await symlink(target, fixture.path(id))
    expect(await listed(fixture.connector)).toEqual([
      'loop_a skip symlink-loop',
      'loop_b skip symlink-loop',
      'out.txt skip outside-root',
      'real/note.md',
      'real/out skip outside-root',
      'real/self skip symlink-loop',
      'real/up skip symlink-loop',
    ])
  })

  it('goes through a root that is itself a link', { skip: onWindows }, async () => {
    await put('real/note.md')
    await symlink(fixture.path('real'), fixture.path('door'))
    await symlink(fixture.path('real/note.md'), fixture.path('real/absolute.md'))
    const through = fixture.open({ path: fixture.path('door') })
    expect(await listed(through)).toEqual(['note.md'])
    expect((await through.check(never)).id).toBe(fixture.path('real'))
    expect((await through.read(await refOf(through, 'note.md'), never)).type).toBe('file')
  })

  it('never opens pipes and sockets', { timeout: 5_000, skip: onWindows }, async () => {
    execFileSync('mkfifo', [fixture.path('pipe.txt')])
    const server = createServer()
    await new Promise<void>((done) => server.listen(fixture.path('socket.md'), done))
    expect(await listed(fixture.connector)).toEqual(['pipe.txt skip special-file', 'socket.md skip special-file'])
    await new Promise((done) => server.close(done))
  })

  it('opens no file that became a pipe or a link after it was listed', { timeout: 5_000, skip: onWindows }, async () => {
    for (const id of ['a.md', 'b.md', 'sub/c.md']) await put(id)
    const refs = await Promise.all(['a.md', 'b.md', 'sub/c.md'].map((id) => refOf(fixture.connector, id)))
    for (const id of ['a.md', 'b.md', 'sub']) await rm(fixture.path(id), { recursive: true })
    execFileSync('mkfifo', [fixture.path('a.md')])
    await symlink('/etc/passwd', fixture.path('b.md'))
    await symlink('/etc', fixture.path('sub'))
    const problems = await Promise.all(refs.map((ref) => problemOf(fixture.connector.read(ref, never))))
    expect(problems).toEqual(['changed-while-read', 'changed-while-read', 'not-found'])
    await rm(fixture.path('sub'))
    await symlink(`${fixture.root}-other`, fixture.path('sub'))
    await mkdir(`${fixture.root}-other`)
    await writeFile(`${fixture.root}-other/c.md`, 'not yours')
    expect(await problemOf(fixture.connector.read(refs[2]!, never))).toBe('changed-while-read')
  })

  it('skips what is empty, too large or only online', { skip: onWindows }, async () => {
    await put('empty.md', '')
    await put('big.md', 'x'.repeat(2_000))
    await put('sparse.bin')
    await truncate(fixture.path('sparse.bin'), 6_000_000_000)
    await (await open(fixture.path('online.docx'), 'w')).close()
    await truncate(fixture.path('online.docx'), 50_000)
    expect(await listed(fixture.connector)).toEqual([
      'big.md',
      'empty.md skip empty',
      'online.docx skip online-only',
      'sparse.bin skip too-large',
    ])
    expect(await listed(fixture.open({ maxBytes: 1_999 }))).toContain('big.md skip too-large')
  })

  it('never opens a placeholder, and reads it once it is there', async () => {
    await put('report.docx', 'x'.repeat(5_000))
    let online = true
    const connector = fixture.open(
      {},
      { lstat: async (path) => Object.assign(await lstat(path, { bigint: true }), online ? { blocks: 0n } : {}) },
    )
    expect(await listed(connector)).toEqual(['report.docx skip online-only'])
    online = false
    const ref = await refOf(connector, 'report.docx')
    online = true
    expect(await problemOf(connector.read(ref, never))).toBe('changed-while-read')
  })

  it('reports a name that its folder has and the system cannot open', async () => {
    await put('good.md')
    await put('bad. .md')
    const absent = Object.assign(new Error('absent'), { code: 'ENOENT' })
    const connector = fixture.open(
      {},
      { lstat: async (path) => (String(path).includes('bad') ? Promise.reject(absent) : lstat(path, { bigint: true })) },
    )
    expect(await listed(connector)).toEqual(['bad. .md failure bad-name', 'good.md'])
    expect(await connector.gone(scope, ['bad. .md'], never)).toEqual([])
  })

  it('is not disturbed by a file that goes away between its folder and itself', async () => {
    await put('here.md')
    await put('gone.md')
    const connector = fixture.open(
      {},
      {
        lstat: async (path) => {
          if (String(path).endsWith('gone.md')) await rm(path, { force: true })
          return lstat(path, { bigint: true })
        },
      },
    )
    expect(await listed(connector)).toEqual(['here.md'])
  })

  it('lists newer files of a folder first, and times before computers and after us', async () => {
    for (const [id, year] of [
      ['a.md', 1980],
      ['b.md', 2099],
      ['c.md', 2020],
    ] as const) {
      await put(id)
      await utimes(fixture.path(id), new Date(`${year}-06-01`), new Date(`${year}-06-01`))
    }
    expect((await changesOf(fixture.connector)).map(said)).toEqual(['b.md', 'c.md', 'a.md'])
  })

  it('notices an edit of the same size that put the time back, an atomic save and an exchanged file', async () => {
    for (const id of ['edit.md', 'save.md', 'other.md', 'still.md']) {
      await put(id, 'aaaa')
      await backdate(fixture.path(id))
    }
    const versions = async () =>
      Object.fromEntries((await changesOf(fixture.connector)).map((c) => (c.type === 'upsert' ? [c.ref.id, c.ref.version] : [])))
    const before = await versions()
    await put('edit.md', 'bbbb')
    await put('tmp~', 'bbbb')
    await rename(fixture.path('tmp~'), fixture.path('save.md'))
    for (const id of ['edit.md', 'save.md']) await backdate(fixture.path(id))
    await rename(fixture.path('other.md'), fixture.path('x'))
    await link(fixture.path('still.md'), fixture.path('y'))
    await rename(fixture.path('x'), fixture.path('other.md'))
    const after = await versions()
    expect(
      Object.keys(before)
        .filter((id) => before[id] !== after[id])
        .sort(),
    ).toEqual(['edit.md', 'other.md', 'save.md', 'still.md'])
  })

  it('knows a file by its fingerprint after a rename and an edit', async () => {
    await put('old.md', 'one')
    const { fingerprint } = await refOf(fixture.connector, 'old.md')
    await mkdir(fixture.path('sub'))
    await rename(fixture.path('old.md'), fixture.path('sub/new.md'))
    await put('sub/new.md', 'two and more')
    expect((await refOf(fixture.connector, 'sub/new.md')).fingerprint).toBe(fingerprint)
    expect(await goneIds(fixture.connector, ['old.md', 'sub/new.md'])).toEqual(['old.md'])
  })

  it('calls excluded what its settings leave out by now, and deleted what a link or folder took the place of', {
    skip: onWindows,
  }, async () => {
    for (const id of ['keep.md', 'a.log', 'sub/b.md', 'c.md', 'd.md', 'real/e.md']) await put(id)
    await rm(fixture.path('c.md'))
    await mkdir(fixture.path('c.md'))
    await rm(fixture.path('d.md'))
    await symlink('keep.md', fixture.path('d.md'))
    await rename(fixture.path('real'), fixture.path('moved'))
    await symlink('moved', fixture.path('real'))
    await put('sub/.gitignore', 'b.md')
    const asked = ['keep.md', 'a.log', 'sub/b.md', 'c.md', 'd.md', 'real/e.md', 'keep.md/x', 'sub']
    const gone = await fixture.open({ exclude: ['*.log'] }).gone(scope, asked, never)
    expect(gone.map(({ id }) => id)).toEqual(asked.slice(1))
    expect(gone.filter(({ why }) => why === 'excluded').map(({ id }) => id)).toEqual(['a.log', 'sub/b.md'])
  })

  it('lists large folders in pages and goes on behind any of them', async () => {
    const fill = (prefix: string, count: number) =>
      Promise.all(Array.from({ length: count }, (_, n) => writeFile(fixture.path(`${prefix}${n}.md`), 'x')))
    for (const folder of ['a', 'b', 'c']) await mkdir(fixture.path(folder))
    await Promise.all([fill('top', 1_100), fill('a/', 50), fill('b/', 1_250), fill('c/', 50)])
    const pages = await pagesOf(fixture.connector)
    expect(new Set(pages.flatMap((page) => page.changes.map(said))).size).toBe(2_450)
    expect(pages.map((page) => page.changes.length).slice(0, 3)).toEqual([20, 200, 200])
    for (const at of [0, 4, 7, 11]) {
      const rest = await pagesOf(fixture.connector, pages[at]!.cursor)
      const all = [...pages.slice(0, at + 1), ...rest].flatMap(({ changes }) => changes.map(said))
      expect(new Set(all).size).toBe(2_450)
      // Never more than one block comes twice.
      expect(all.length).toBeLessThanOrEqual(3_450)
    }
  })

  it('says which setting is wrong', () => {
    const wrong = (saved: unknown) => {
      try {
        type.settings.parse(saved)
      } catch (error) {
        return (error as { params: { key: string } }).params.key
      }
    }
    expect([{}, { path: 'relative' }, { path: '/a', maxBytes: -1 }, { path: '/a', include: 'x' }, null].map(wrong)).toEqual([
      'path',
      'path',
      'maxBytes',
      'include',
      'path',
    ])
  })
})
