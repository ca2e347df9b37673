import { execFileSync } from 'node:child_process'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MagpieError } from '../../../shared/problem.ts'
import type { FolderCursor } from './cursor.ts'
import { exchangeRoot, type Fixture, goneIds, listed, makeFixture, never, pagesOf, problemOf, scope } from './fixture.ts'
import { createLookAtRoot } from './root.ts'
import { volumeOfType } from './volume.ts'

const mayMount = process.platform === 'linux' && process.getuid?.() === 0
const onShare = { volumeOf: () => Promise.resolve(volumeOfType('cifs')) }

describe('a root that may not be the one that was indexed', () => {
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await makeFixture()
    for (let n = 0; n < 30; n++) await fixture.put(`sub/${n}.md`, 'x'.repeat(n + 1))
  })
  afterEach(() => fixture.dispose())
  const ids = Array.from({ length: 30 }, (_, n) => `sub/${n}.md`)
  const lastCursor = async (): Promise<FolderCursor> => (await pagesOf(fixture.connector)).at(-1)!.cursor

  it.each([
    ['missing', 'folder-missing', () => rename(fixture.root, `${fixture.root}-away`)],
    [
      'a file',
      'folder-not-a-folder',
      async () => {
        await rename(fixture.root, `${fixture.root}-away`)
        await writeFile(fixture.root, 'x')
      },
    ],
  ])('is offline when it is %s, and says why', async (_, code, change) => {
    await change()
    const error = await fixture.connector.check(never).catch((e: unknown) => e)
    expect(error).toMatchObject({ problem: 'offline', cause: { code, params: { path: fixture.root } } })
    expect((error as Error).cause).toBeInstanceOf(MagpieError)
    expect(await problemOf(fixture.connector.read({ id: 'sub/1.md' } as never, never))).toBe('offline')
  })

  it('is offline when an empty folder lies in its place, also to an engine started since', async () => {
    const cursor = await lastCursor()
    await exchangeRoot(fixture)
    expect(await problemOf(pagesOf(fixture.connector))).toBe('offline')
    const restarted = fixture.open()
    restarted.changes(scope, cursor)
    expect(await problemOf(pagesOf(restarted))).toBe('offline')
    expect(await problemOf(restarted.gone(scope, ids, never))).toBe('offline')
  })

  it('is not believed to be empty by an engine that lost its cursor', async () => {
    await exchangeRoot(fixture)
    const restarted = fixture.open()
    expect(await listed(restarted)).toEqual([])
    expect(await problemOf(restarted.gone(scope, ids, never))).toBe('offline')
  })

  it('is offline when a folder with other files lies in its place', async () => {
    await lastCursor()
    await exchangeRoot(fixture)
    await fixture.put('sub/1.md', 'another size')
    expect(await problemOf(pagesOf(fixture.connector))).toBe('offline')
  })

  it('is believed again when it is back, and when a copy of it took its place', async () => {
    const cursor = await lastCursor()
    await exchangeRoot(fixture)
    expect(await problemOf(pagesOf(fixture.connector))).toBe('offline')
    await rm(fixture.root, { recursive: true })
    await rename(`${fixture.root}-away`, fixture.root)
    expect(await listed(fixture.connector)).toHaveLength(30)
    await exchangeRoot(fixture)
    for (let n = 0; n < 30; n++) await fixture.put(`sub/${n}.md`, 'x'.repeat(n + 1))
    const restarted = fixture.open()
    restarted.changes(scope, cursor)
    expect(await listed(restarted)).toHaveLength(30)
  })

  it('may be emptied by its owner, while the engine runs or not', async () => {
    const cursor = await lastCursor()
    await rm(fixture.path('sub'), { recursive: true })
    expect(await listed(fixture.connector)).toEqual([])
    expect(await goneIds(fixture.connector, ids)).toEqual(ids)
    const restarted = fixture.open()
    restarted.changes(scope, cursor)
    const emptied = (await pagesOf(restarted)).at(-1)!.cursor
    expect(await goneIds(restarted, ids)).toEqual(ids)
    const again = fixture.open()
    again.changes(scope, emptied)
    expect(await goneIds(again, ids)).toEqual(ids)
  })

  it('is offline when a share is found empty', async () => {
    const share = fixture.open({}, onShare)
    await pagesOf(share)
    await rm(fixture.path('sub'), { recursive: true })
    expect(await problemOf(pagesOf(share))).toBe('offline')
    await fixture.put('new.md')
    expect(await listed(share)).toEqual(['new.md'])
  })

  it('is offline when it is exchanged in the midst of a listing', async () => {
    for (let n = 0; n < 500; n++) await fixture.put(`zz/${n}.md`)
    const through = async () => {
      let first = true
      for await (const _page of fixture.connector.pull(scope, null, never)) {
        if (first) await exchangeRoot(fixture)
        first = false
      }
    }
    expect(await problemOf(through())).toBe('offline')
  })

  it('is offline when it is exchanged while it is asked what is gone', async () => {
    let asked = 0
    const lookAtRoot = () => Promise.resolve({ identity: ++asked < 3 ? 'ours' : 'another', realRoot: fixture.root })
    expect(await problemOf(fixture.open({}, { lookAtRoot }).gone(scope, ['never.md'], never))).toBe('offline')
  })

  it('is offline when it does not answer, and is not asked again meanwhile', async () => {
    let asked = 0
    let answer = () => {}
    const root = createLookAtRoot('/dead/share', 20, () => {
      asked++
      return new Promise((done) => {
        answer = () => done({ identity: 'back', realRoot: '/dead/share' })
      })
    })
    expect(await problemOf(root(never))).toBe('offline')
    expect(await problemOf(root(never))).toBe('offline')
    expect(asked).toBe(1)
    answer()
    await new Promise(setImmediate)
    const back = root(never)
    answer()
    expect((await back).identity).toBe('back')
  })

  it('keeps all below a folder that cannot be read', async () => {
    const broken = Object.assign(new Error('input/output error'), { code: 'EIO' })
    const connector = fixture.open(
      {},
      { lstat: (path) => (String(path).endsWith('7.md') ? Promise.reject(broken) : lstat(path, { bigint: true })) },
    )
    expect(await listed(connector)).toContain('sub/7.md failure unreadable')
    expect(await connector.gone(scope, ['sub/7.md'], never)).toEqual([])
  })

  it('is offline when its disk is unmounted', { skip: !mayMount }, async () => {
    const point = fixture.path('mnt')
    await mkdir(point)
    execFileSync('mount', ['-t', 'tmpfs', 'none', point])
    const mounted = fixture.open({ path: point })
    try {
      await writeFile(`${point}/a.md`, 'on the share')
      const cursor = (await pagesOf(mounted)).at(-1)!.cursor
      execFileSync('umount', ['-l', point])
      expect(await problemOf(pagesOf(mounted))).toBe('offline')
      expect(await problemOf(mounted.gone(scope, ['a.md'], never))).toBe('offline')
      const restarted = fixture.open({ path: point })
      restarted.changes(scope, cursor)
      expect(await problemOf(pagesOf(restarted))).toBe('offline')
      execFileSync('mount', ['-t', 'tmpfs', 'none', point])
      await writeFile(`${point}/a.md`, 'on the share')
      expect(await listed(restarted)).toEqual(['a.md'])
    } finally {
      execFileSync('umount', ['-l', point])
    }
  })
})
