import { execFileSync, spawnSync } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FolderCursor } from './cursor.ts'
import { createDirtyIds } from './dirty.ts'
import { exchangeRoot, type Fixture, listed, makeFixture, never, pagesOf, problemOf, said, scope } from './fixture.ts'
import { volumeOfType } from './volume.ts'

describe('a watched folder', () => {
  let fixture: Fixture
  let nudges = 0
  const stop = new AbortController()
  beforeEach(async () => {
    nudges = 0
    fixture = await makeFixture()
    for (const id of ['a.md', 'b.md', 'sub/c.md']) await fixture.put(id)
  })
  afterEach(() => fixture.dispose())

  const watch = (signal: AbortSignal = stop.signal) => fixture.connector.watch!(scope, () => nudges++, signal)
  const kind = (cursor: FolderCursor) => fixture.connector.changes(scope, cursor)
  /** Watches, lists, and gives the cursor from which changes are fed. */
  const begin = async (): Promise<FolderCursor> => {
    expect(await watch()).toBe('events')
    return (await pagesOf(fixture.connector)).at(-1)!.cursor
  }
  /** What is fed until all of `expected` was, in order of its being said last. */
  const fed = async (cursor: FolderCursor, expected: readonly string[]) => {
    const all = new Set<string>()
    let here = cursor
    await vi.waitFor(
      async () => {
        for (const page of await pagesOf(fixture.connector, here)) {
          for (const change of page.changes) all.add(said(change))
          here = page.cursor
        }
        expect([...all]).toEqual(expect.arrayContaining([...expected]))
      },
      { timeout: 20_000, interval: 50 },
    )
    return { cursor: here, said: all }
  }
  const quiet = () => new Promise((done) => setTimeout(done, 300))

  it('feeds edits, new and deleted files, and nothing when nothing happened', async () => {
    const cursor = await begin()
    expect(kind(cursor)).toBe('feed')
    expect(await pagesOf(fixture.connector, cursor)).toEqual([])
    await fixture.put('a.md', 'edited')
    await fixture.put('new.md')
    await rm(fixture.path('b.md'))
    const after = await fed(cursor, ['a.md', 'new.md', 'b.md delete'])
    expect([...after.said].sort()).toEqual(['a.md', 'b.md delete', 'new.md'])
    expect(nudges).toBeGreaterThan(0)
    expect(kind(after.cursor)).toBe('feed')
    expect(await pagesOf(fixture.connector, after.cursor)).toEqual([])
  })

  it('lists first when nothing was listed since the watch began', async () => {
    const before = (await pagesOf(fixture.connector)).at(-1)!.cursor
    await watch()
    expect(kind(before)).toBe('listing')
    expect(fixture.connector.changes(scope, null)).toBe('listing')
  })

  it('feeds what changed while it was being listed', async () => {
    await watch()
    const pages = []
    for await (const page of fixture.connector.pull(scope, null, never)) {
      if (pages.length === 0) await fixture.put('a.md', 'edited meanwhile')
      pages.push(page)
    }
    await fed(pages.at(-1)!.cursor, ['a.md'])
  })

  it('feeds again what a stop kept from being stored', async () => {
    const cursor = await begin()
    await fixture.put('a.md', 'edited')
    await fed(cursor, ['a.md'])
    expect((await pagesOf(fixture.connector, cursor)).flatMap((page) => page.changes.map(said))).toEqual(['a.md'])
  })

  it.each([
    [
      'a new file renamed over the old one',
      ['a.md'],
      async () => {
        await fixture.put('a.md.new', 'saved')
        await rename(fixture.path('a.md.new'), fixture.path('a.md'))
      },
    ],
    [
      'the old file set aside and a new one written',
      ['a.md', 'a.md~'],
      async () => {
        await rename(fixture.path('a.md'), fixture.path('a.md~'))
        await fixture.put('a.md', 'saved')
      },
    ],
    [
      'a lock file, a temporary file and a rename',
      ['a.md'],
      async () => {
        await fixture.put('~$a.md', 'lock')
        await fixture.put('a.tmp', 'saved')
        await rename(fixture.path('a.tmp'), fixture.path('a.md'))
        await rm(fixture.path('~$a.md'))
      },
    ],
    [
      'a file that grows while it is read',
      ['a.md'],
      async () => {
        for (let n = 0; n < 20; n++) await appendFile(fixture.path('a.md'), 'more\n')
      },
    ],
  ])('feeds an atomic save as one edited file: %s', async (_, expected, save) => {
    const cursor = await begin()
    await save()
    const after = await fed(cursor, expected)
    await quiet()
    const rest = (await pagesOf(fixture.connector, after.cursor)).flatMap((page) => page.changes.map(said))
    expect([...new Set([...after.said, ...rest])].filter((text) => text !== 'a.md.new delete').sort()).toEqual(expected)
  })

  it('feeds a renamed folder of a thousand files as new and gone, new first', { timeout: 60_000 }, async () => {
    const names = Array.from({ length: 1_000 }, (_, n) => `${n}.md`)
    await Promise.all(names.map((name) => fixture.put(`sub/deep/${name}`)))
    const cursor = await begin()
    await rename(fixture.path('sub'), fixture.path('renamed'))
    const expected = [
      ...names.map((name) => `renamed/deep/${name}`),
      ...names.map((name) => `sub/deep/${name} delete`),
      'renamed/c.md',
      'sub/c.md delete',
    ]
    const after = await fed(cursor, expected)
    for (const text of after.said) expect(text).toMatch(/^renamed\/.*\.md$|^sub(\/.*)? delete$|^renamed(\/deep)? delete$/)
    const pages = await pagesOf(fixture.connector, cursor)
    const changes = pages.flatMap((page) => page.changes)
    const resumed = (await pagesOf(fixture.connector, pages[0]!.cursor)).flatMap((page) => page.changes)
    expect(resumed.map(said)).toEqual(changes.map(said))
    const firstDelete = changes.findIndex((change) => change.type === 'delete')
    expect(changes.slice(firstDelete).every((change) => change.type === 'delete')).toBe(true)
  })

  it('feeds the files of a folder that was moved in whole', async () => {
    await mkdir(`${fixture.root}-elsewhere/x/y`, { recursive: true })
    await writeFile(`${fixture.root}-elsewhere/x/y/deep.md`, 'deep')
    const cursor = await begin()
    await rename(`${fixture.root}-elsewhere`, fixture.path('moved-in'))
    await fed(cursor, ['moved-in/x/y/deep.md'])
  })

  it('is not nudged by what is left out', async () => {
    await fixture.put('.gitignore', 'build/\n')
    await mkdir(fixture.path('node_modules'))
    await mkdir(fixture.path('build'))
    const cursor = await begin()
    await fixture.put('node_modules/x.js')
    await fixture.put('build/out.md')
    await fixture.put('.hidden.md')
    await quiet()
    expect(nudges).toBe(0)
    await fixture.put('seen.md')
    expect([...(await fed(cursor, ['seen.md'])).said]).toEqual(['seen.md'])
  })

  it('lists again when an ignore file changed, and goes on feeding', async () => {
    const cursor = await begin()
    await fixture.put('.magpieignore', 'sub/\n')
    await vi.waitFor(() => expect(kind(cursor)).toBe('listing'), { timeout: 10_000 })
    expect(await problemOf(pagesOf(fixture.connector, cursor))).toBe('cursor-expired')
    expect(await fixture.connector.gone(scope, ['sub/c.md'], never)).toEqual([{ id: 'sub/c.md', why: 'excluded' }])
    await vi.waitFor(() => expect(nudges).toBeGreaterThan(0), { timeout: 10_000 })
    const again = (await pagesOf(fixture.connector)).at(-1)!.cursor
    expect(kind(again)).toBe('feed')
    await fixture.put('new.md')
    expect([...(await fed(again, ['new.md'])).said]).toEqual(['new.md'])
  })

  it('removes nothing when the whole root goes away, and lists again when it is back', async () => {
    const cursor = await begin()
    await exchangeRoot(fixture)
    await vi.waitFor(() => expect(nudges).toBeGreaterThan(0), { timeout: 10_000 })
    expect(await problemOf(pagesOf(fixture.connector, cursor))).toBe('offline')
    expect(kind(cursor)).toBe('listing')
    await rm(fixture.root, { recursive: true })
    await rename(`${fixture.root}-away`, fixture.root)
    expect(await listed(fixture.connector)).toEqual(['a.md', 'b.md', 'sub/c.md'])
  })

  it('removes nothing when its disk is unmounted', { skip: process.platform !== 'linux' || process.getuid?.() !== 0 }, async () => {
    const point = fixture.path('mnt')
    await mkdir(point)
    execFileSync('mount', ['-t', 'tmpfs', 'none', point])
    try {
      await writeFile(`${point}/a.md`, 'on the share')
      const mounted = fixture.open({ path: point })
      await mounted.watch!(scope, () => nudges++, stop.signal)
      const cursor = (await pagesOf(mounted)).at(-1)!.cursor
      execFileSync('umount', ['-l', point])
      expect(await problemOf(pagesOf(mounted, cursor))).toBe('offline')
    } finally {
      spawnSync('umount', ['-l', point], { stdio: 'ignore' })
    }
  })

  it('does not feed after it was told to stop', async () => {
    const end = new AbortController()
    await watch(end.signal)
    const cursor = (await pagesOf(fixture.connector)).at(-1)!.cursor
    end.abort()
    expect(kind(cursor)).toBe('listing')
    await expect(watch(AbortSignal.abort())).rejects.toThrow()
  })

  it('polls shares, whose changes raise no events here', async () => {
    const share = fixture.open({}, { volumeOf: () => Promise.resolve(volumeOfType('nfs4')), watch: { pollMs: 20 } })
    const end = new AbortController()
    expect(await share.watch!(scope, () => nudges++, end.signal)).toBe('polling')
    await vi.waitFor(() => expect(nudges).toBeGreaterThan(1))
    expect(share.changes(scope, (await pagesOf(share)).at(-1)!.cursor)).toBe('listing')
    end.abort()
  })

  it('polls when the system has no watches left', async () => {
    const start = () => {
      const watcher = Object.assign(new EventEmitter(), { close: () => Promise.resolve(), closed: false })
      setImmediate(() => watcher.emit('error', Object.assign(new Error('no watches'), { code: 'ENOSPC' })))
      return watcher as never
    }
    const poor = fixture.open({}, { watch: { start, pollMs: 20 } })
    const end = new AbortController()
    expect(await poor.watch!(scope, () => nudges++, end.signal)).toBe('polling')
    await vi.waitFor(() => expect(nudges).toBeGreaterThan(1))
    end.abort()
  })
})

describe('hints', () => {
  it('come in order, once each, until they are dealt with', () => {
    const hints = createDirtyIds(() => {})
    for (const id of ['a', 'b', 'a']) hints.mark(id)
    expect(hints.since(0)).toEqual(['b', 'a'])
    expect(hints.since(2)).toEqual(['a'])
    expect(hints.since(hints.seq)).toEqual([])
  })

  it('give up when there are too many', () => {
    let overflows = 0
    const hints = createDirtyIds(() => overflows++)
    for (let n = 0; n <= 10_000; n++) hints.mark(`${n}`)
    expect(overflows).toBe(1)
  })
})
