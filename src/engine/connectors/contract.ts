import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import type { Json } from '../../shared/json.ts'
import { type Change, type Connector, ConnectorError, type ConnectorType, type Content, type Page } from './connector.ts'

/** A stand-in for the real service with one source in it, steered by the suite. Each connector's tests bring one. */
export interface World {
  readonly type: ConnectorType
  readonly connector: Connector
  /** The scope that everything is put into. */
  readonly scope: string
  /** Makes or replaces a document. Ids are file names without a folder. */
  put(id: string, text: string): Promise<void>
  remove(id: string): Promise<void>
  /** Makes a document that can be listed and not read, where the service knows such a thing. */
  putUnreadable?(id: string): Promise<void>
  /** From now on every document gets the same modification time. */
  freezeClock?(): void
  /** From now on the source cannot be reached. */
  goOffline?(): Promise<void>
  /** The source comes back with nothing in it, as an unmounted share does. */
  goEmpty?(): Promise<void>
  /** Makes an existing cursor worthless. */
  expireCursor?(): Promise<void>
  /** The text of what `read` handed over. */
  text(content: Content): Promise<string>
  dispose(): Promise<void>
}

/** Tests of the suite that do not fit a connector, by name, and why. */
export interface Skip {
  readonly reason: string
  readonly tests: readonly string[]
}

/** More than three pages of any connector. */
const many = 450

/** What every connector must do, whatever it connects. */
export function describeConnector(id: string, makeWorld: () => Promise<World>, skips: readonly Skip[] = []): void {
  describe(`${id} keeps the connector contract`, () => {
    let world: World
    let connector: Connector

    beforeEach(async (context) => {
      skipNamed(context, skips)
      world = await makeWorld()
      connector = world.connector
    })
    afterEach(async () => {
      await connector?.close()
      await world?.dispose()
    })

    const pages = (cursor: Json | null = null, signal = never) => collect(connector.pull(world.scope, cursor, signal))
    const pull = async (cursor: Json | null = null) => (await pages(cursor)).flatMap((page) => page.changes)
    const endOf = async () => throughJson((await pages()).at(-1)!.cursor)

    it('is called what its folder is called', () => {
      expect(world.type.id).toBe(id)
    })

    it('says whose it is', async () => {
      const account = await connector.check(never)
      expect(account.id).not.toBe('')
      expect(account.name).not.toBe('')
    })

    it('offers the scope to choose', async () => {
      const scopes = await collect(connector.scopes(null, never))
      expect(scopes.map((scope) => scope.id)).toContain(world.scope)
    })

    it('lists every document exactly once', async () => {
      await putMany(world, many)
      expect(idsOf(await pull())).toEqual(names(many))
    })

    it('lists an empty scope as empty, with a cursor', async () => {
      const [only, ...more] = await pages()
      expect([only?.changes, more]).toEqual([[], []])
    })

    it('lists in pages, the first one small', async () => {
      await putMany(world, many)
      const sizes = (await pages()).map((page) => page.changes.length)
      expect(sizes.length).toBeGreaterThan(2)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(200)
      expect(sizes[0]).toBeLessThanOrEqual(50)
    })

    it('lists everything again from the start when the cursor is null', async () => {
      await putMany(world, 30)
      await pull()
      expect(idsOf(await pull())).toEqual(names(30))
    })

    it('gives an untouched document the same version and an edited one another', async () => {
      await putMany(world, 3)
      const before = versionsOf(await pull())
      await world.put(nameOf(1), 'edited text')
      const after = versionsOf(await pull())
      expect(after.get(nameOf(1))).not.toBe(before.get(nameOf(1)))
      expect(after.get(nameOf(0))).toBe(before.get(nameOf(0)))
    })

    it('gives another version to a document that was deleted and made again', async () => {
      await world.put('note.txt', 'one')
      const before = versionsOf(await pull())
      await world.remove('note.txt')
      await world.put('note.txt', 'two')
      expect(versionsOf(await pull()).get('note.txt')).not.toBe(before.get('note.txt'))
    })

    it('resumes after any page without losing a document', async () => {
      await putMany(world, many)
      const whole = await pages()
      for (const [at, page] of whole.entries()) {
        const before = whole.slice(0, at + 1).flatMap((p) => p.changes)
        const rest = await pull(throughJson(page.cursor))
        expect([...new Set(idsOf([...before, ...rest]))].sort()).toEqual(names(many))
      }
    })

    it('goes on from the end, not back to the start', async () => {
      await putMany(world, many)
      const whole = await pages()
      expect((await pages(throughJson(whole.at(-1)!.cursor))).length).toBeLessThan(whole.length)
    })

    it('copes with many documents of the same instant', async (context) => {
      if (world.freezeClock === undefined) return context.skip('the clock cannot be stopped here')
      world.freezeClock()
      await putMany(world, many)
      const whole = await pages()
      const rest = await pull(throughJson(whole[0]!.cursor))
      expect([...new Set(idsOf([...whole[0]!.changes, ...rest]))].sort()).toEqual(names(many))
    })

    it('loses nothing when another document is deleted while it lists', async () => {
      await putMany(world, many)
      const changes: Change[] = []
      for await (const page of connector.pull(world.scope, null, never)) {
        if (changes.length === 0) await world.remove(nameOf(0))
        changes.push(...page.changes)
      }
      expect(idsOf(changes)).toEqual(expect.arrayContaining(names(many).slice(1)))
    })

    it('no longer lists a deleted document', async () => {
      await putMany(world, 12)
      await world.remove(nameOf(4))
      expect(idsOf(await pull())).toEqual(names(12).filter((name) => name !== nameOf(4)))
    })

    it('says of what it was asked about what is gone, and of nothing else', async () => {
      await putMany(world, 5)
      await pull()
      await world.remove(nameOf(2))
      const gone = await connector.gone(world.scope, [nameOf(1), nameOf(2), 'never-was.txt'], never)
      expect(gone.map(({ id }) => id)).toEqual([nameOf(2), 'never-was.txt'])
      for (const { why } of gone) expect(['deleted', 'deleted-or-unshared']).toContain(why)
    })

    it('keeps its cursor small and plain', async () => {
      await putMany(world, many)
      for (const { cursor } of await pages()) {
        expect(throughJson(cursor)).toEqual(cursor)
        expect(JSON.stringify(cursor).length).toBeLessThan(8_192)
      }
    })

    it('reads what it listed', async () => {
      await world.put('note.txt', 'Grüße, 世界')
      const [change] = await pull()
      if (change?.type !== 'upsert') throw new Error('expected an upsert')
      expect(await world.text(change.ref.content ?? (await connector.read(change.ref, never)))).toBe('Grüße, 世界')
    })

    it('says that a document is not found when it went away after it was listed', async () => {
      await putMany(world, 2)
      const change = (await pull()).find((c) => c.type === 'upsert' && c.ref.id === nameOf(1))
      if (change?.type !== 'upsert') throw new Error('expected an upsert')
      if (change.ref.content !== undefined) return
      await world.remove(nameOf(1))
      expect(await problemOf(connector.read(change.ref, never))).toBe('not-found')
    })

    it('lists the others when one document is bad', async (context) => {
      if (world.putUnreadable === undefined) return context.skip('every document can be read here')
      await putMany(world, 30)
      await world.putUnreadable('bad.txt')
      const changes = await pull()
      expect(idsOf(changes)).toEqual(['bad.txt', ...names(30)].sort())
      const bad = changes.find((change) => change.type === 'upsert' && change.ref.id === 'bad.txt')
      if (bad?.type === 'upsert') expect(await problemOf(connector.read(bad.ref, never))).toMatch(/^(forbidden|unreadable)$/)
    })

    it('is offline, not empty, when it cannot be reached', async (context) => {
      if (world.goOffline === undefined) return context.skip('it is always reached')
      await putMany(world, 12)
      const cursor = await endOf()
      await world.goOffline()
      expect(await problemOf(pages())).toBe('offline')
      expect(await problemOf(connector.check(never))).toBe('offline')
      expect(await problemOf(connector.gone(world.scope, names(12), never))).toBe('offline')
      connector.changes(world.scope, cursor)
      expect(await problemOf(pages())).toBe('offline')
    })

    it('is offline when it comes back with nothing in it', async (context) => {
      if (world.goEmpty === undefined) return context.skip('an empty answer is an honest one here')
      await putMany(world, 12)
      await pages()
      await world.goEmpty()
      expect(await problemOf(pages())).toBe('offline')
      expect(await problemOf(connector.gone(world.scope, names(12), never))).toBe('offline')
    })

    it('says so when a cursor has expired', async (context) => {
      if (world.expireCursor === undefined) return context.skip('its cursors do not expire')
      await putMany(world, 12)
      const cursor = await endOf()
      await world.expireCursor()
      await world.put(nameOf(0), 'edited')
      expect(await problemOf(pages(cursor))).toBe('cursor-expired')
    })

    it('stops when told to, before the first page and between two', async () => {
      await putMany(world, many)
      await expect(pages(null, AbortSignal.abort())).rejects.toThrow()
      const stop = new AbortController()
      const begun = async () => {
        for await (const _page of connector.pull(world.scope, null, stop.signal)) stop.abort()
      }
      await expect(begun()).rejects.toThrow()
    })

    it('may be closed twice', async () => {
      await connector.close()
      await connector.close()
    })
  })
}

function skipNamed(context: TestContext, skips: readonly Skip[]): void {
  const skip = skips.find(({ tests }) => tests.includes(context.task.name))
  if (skip !== undefined) context.skip(skip.reason)
}

const never = new AbortController().signal

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all = []
  for await (const item of items) all.push(item)
  return all
}

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ConnectorError ? error.problem : String(error)),
  )

const throughJson = (cursor: Json) => JSON.parse(JSON.stringify(cursor)) as Json
const nameOf = (n: number) => `doc-${String(n).padStart(3, '0')}.txt`
const names = (count: number) => Array.from({ length: count }, (_, n) => nameOf(n))
const idsOf = (changes: Page['changes']) =>
  changes.map((change) => (change.type === 'unseen' ? change.prefix : 'ref' in change ? change.ref.id : change.id)).sort()
const versionsOf = (changes: Page['changes']) =>
  new Map(changes.flatMap((change) => (change.type === 'upsert' ? [[change.ref.id, change.ref.version] as const] : [])))

async function putMany(world: World, count: number): Promise<void> {
  for (const name of names(count)) await world.put(name, `text of ${name}`)
}
