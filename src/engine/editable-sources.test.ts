import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '../shared/api.ts'
import type { ChangeSupport, ConnectorType } from './connectors/connector.ts'
import { connectorTypes } from './connectors/registry.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'
import { createToySource, type ToySource } from './sync/toy-source.fixture.ts'

let place: string
let engine: EngineHandle
/** One service with an account each. */
let accounts: Map<string, ToySource>

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'magpie-editable-'))
  accounts = new Map()
})
afterEach(async () => {
  await engine.close()
  for (const toy of accounts.values()) rmSync(toy.scratch, { recursive: true })
  rmSync(place, { recursive: true })
})

async function begin(kind: ChangeSupport = 'feed') {
  for (const name of ['ada', 'bob']) accounts.set(name, createToySource(kind))
  const toy: ConnectorType<{ account: string; note?: string }> = {
    id: 'toy',
    name: 'Toy',
    auth: [{ kind: 'none' }],
    settings: {
      fields: [
        { name: 'account', label: 'Account', input: 'text', required: true },
        { name: 'deep', label: 'Deep', input: 'toggle', required: false },
      ],
      parse: (saved) => saved as { account: string },
    },
    limits: { shared: 'source', all: { requests: 1_000_000, perMs: 1_000, concurrent: 64 } },
    cursorVersion: 1,
    strikes: 1,
    open: ({ account }) => ({
      ...accounts.get(account)!.connector,
      check: async () => ({ id: account, name: account }),
    }),
  }
  engine = await openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
    connectors: { ...connectorTypes, toy: async () => toy as unknown as ConnectorType },
  })
  return accounts.get('ada')!
}

const call: EngineHandle['client']['call'] = (name, input) => engine.client.call(name, input)
const add = async (scopes?: CallInput<'sources.add'>['scopes'], account = 'ada') =>
  (await call('sources.add', { connector: 'toy', settings: { account }, ...(scopes === undefined ? {} : { scopes }) })).source
const sync = async (full = false) => (await call('sync.run', { embed: false, full })).runs
const indexed = async (source?: string) =>
  (await call('documents.list', { limit: 500, ...(source === undefined ? {} : { source }) })).map((view) => view.externalId).sort()
const put = (toy: ToySource, scope: string, ...ids: string[]) => {
  for (const id of ids) toy.put(id, `text of ${id}`, { scope })
}

/** A tree: a site with two drives, and a place beside it. */
function tree(toy: ToySource) {
  toy.scopes.clear()
  toy.scopes.set('site', { name: 'Site', parent: null }).set('drive-1', { name: 'Drive 1', parent: 'site' })
  toy.scopes.set('drive-2', { name: 'Drive 2', parent: 'site' }).set('other', { name: 'Other', parent: null })
  put(toy, 'drive-1', 'one-a', 'one-b')
  put(toy, 'drive-2', 'two-a')
  put(toy, 'other', 'other-a', 'other-b', 'other-c')
}

describe('scopes', () => {
  it('are chosen at any depth of the tree, and one that is not there is refused by name', async () => {
    const toy = await begin()
    tree(toy)
    await expect(add(['nowhere'])).rejects.toMatchObject({ code: 'scope-unknown', params: { id: 'nowhere' } })
    const source = await add(['drive-2', { id: 'other', parent: null }])
    expect(source.scopes).toEqual([
      { id: 'drive-2', name: 'Drive 2' },
      { id: 'other', name: 'Other' },
    ])
    await sync()
    expect(await indexed()).toEqual(['other-a', 'other-b', 'other-c', 'two-a'])
    expect(await call('sources.scopes', { id: source.id, parent: 'site' })).toHaveLength(2)
  })

  it('that are added are listed alone, and nothing is read again', async () => {
    const toy = await begin()
    tree(toy)
    const { id } = await add(['drive-1'])
    await sync()
    toy.reads.length = toy.pulls.length = toy.pulled.length = 0
    await call('sources.set', { id, values: { scopes: 'drive-1,drive-2' } })
    await sync()
    expect(toy.reads).toEqual(['two-a'])
    expect(toy.pulled.filter((_, at) => toy.pulls[at] === null)).toEqual(['drive-2'])
    expect(await indexed()).toEqual(['one-a', 'one-b', 'two-a'])
  })

  it('that are left take exactly their documents with them, at once and unasked, however many', async () => {
    const toy = await begin()
    tree(toy)
    put(toy, 'drive-1', ...Array.from({ length: 40 }, (_, n) => `many-${n}`))
    const { id } = await add(['drive-1', 'other'])
    await sync()
    await call('sources.set', { id, scopes: ['other'], values: {} })
    expect(await indexed()).toEqual(['other-a', 'other-b', 'other-c'])
    const removals = await call('removals.list', { source: id })
    expect(removals).toHaveLength(42)
    expect(new Set(removals.map(({ why }) => why))).toEqual(new Set(['scope-left']))
    toy.reads.length = 0
    expect(await sync()).toMatchObject([{ outcome: 'completed', deleted: 0 }])
    expect(toy.reads).toEqual([])
  })

  it('that change places keep what both have: it is not read again', async () => {
    const toy = await begin('listing')
    tree(toy)
    const { id } = await add(['drive-1'])
    await sync()
    // What lay in one drive lies in the other by now; a person follows it.
    put(toy, 'drive-2', 'one-a')
    toy.put('one-a', 'text of one-a', { scope: 'drive-2' })
    const before = (await call('documents.list', {})).find((view) => view.externalId === 'one-a')!.documentId
    await call('sources.set', { id, values: { scopes: 'drive-2' } })
    expect(await indexed()).toEqual(['one-a', 'one-b'])
    await sync()
    expect(await indexed()).toEqual(['one-a', 'two-a'])
    expect((await call('documents.list', {})).find((view) => view.externalId === 'one-a')!.documentId).toBe(before)
  })

  it('that come up later are found when everything is chosen, and not when some are', async () => {
    const toy = await begin()
    tree(toy)
    const all = await add()
    await sync()
    toy.scopes.set('new', { name: 'New', parent: null })
    put(toy, 'new', 'new-a')
    await sync(true)
    expect(await indexed()).toContain('new-a')
    await call('sources.set', { id: all.id, scopes: ['other'] })
    await sync(true)
    expect(await indexed()).toEqual(['other-a', 'other-b', 'other-c'])
    expect((await call('sources.set', { id: all.id, values: { scopes: 'all' } })).source.scopes).toBeNull()
    await sync()
    expect(await indexed()).toContain('new-a')
  })
})

describe('other settings', () => {
  it('change without anything being read again', async () => {
    const toy = await begin()
    put(toy, 'all', 'a', 'b')
    const { id } = await add()
    await sync()
    toy.reads.length = 0
    const { source } = await call('sources.set', { id, values: { name: 'Renamed', deep: 'true', 'errors-in-a-row': '3' } })
    expect(source).toMatchObject({ name: 'Renamed', settings: { deep: true }, errorBudget: { inARow: 3, percent: 15 } })
    expect(await sync()).toMatchObject([{ outcome: 'completed', unchanged: 2, read: 0 }])
    expect(toy.reads).toEqual([])
    expect((await call('sources.set', { id, values: { 'errors-in-a-row': 'auto' } })).source.errorBudget).toBeNull()
    await expect(call('sources.set', { id, values: { 'errors-percent': '101' } })).rejects.toMatchObject({ code: 'setting-invalid' })
  })

  it('leave documents out at once, and let them in again', async () => {
    const toy = await begin()
    put(toy, 'all', 'drafts/a', 'drafts/b', 'c')
    const { id } = await add()
    await sync()
    expect((await call('sources.set', { id, values: { excludes: 'drafts/**' } })).source.excludes).toEqual(['drafts/**'])
    expect(await indexed()).toEqual(['c'])
    toy.put('drafts/a', 'edited')
    await sync(true)
    expect(await indexed()).toEqual(['c'])
    expect((await call('status', {})).sources[0]!.coverage).toMatchObject({ listed: 3, searchable: 1, skipped: { excluded: 2 } })
    expect((await call('removals.list', {})).map(({ why }) => why)).toEqual(['excluded', 'excluded'])
    await call('sources.set', { id, values: { excludes: '' } })
    expect(await indexed()).toEqual(['c', 'drafts/a', 'drafts/b'])
  })

  it('never make one account into another', async () => {
    await begin()
    const { id } = await add()
    await expect(call('sources.set', { id, values: { account: 'bob' } })).rejects.toMatchObject({ code: 'account-differs' })
    expect((await call('sources.list', {}))[0]!.source.settings.account).toBe('ada')
  })

  it('of a folder may say that it lies elsewhere by now', async () => {
    await begin()
    const folder = join(place, 'notes')
    mkdirSync(folder)
    writeFileSync(join(folder, 'a.md'), 'apples')
    const past = new Date('2020-01-01T00:00:00Z')
    utimesSync(join(folder, 'a.md'), past, past)
    const { source } = await call('sources.add', { connector: 'folder', settings: { path: folder } })
    await sync()
    renameSync(folder, join(place, 'moved'))
    await call('sources.set', { id: source.id, values: { path: join(place, 'moved') } })
    expect(await sync()).toMatchObject([{ outcome: 'completed', unchanged: 1, deleted: 0 }])
    expect((await call('sources.list', {}))[0]!.source.account).toBe(join(place, 'moved'))
  })
})

it('two accounts of one connector stand side by side', async () => {
  const ada = await begin()
  const bob = accounts.get('bob')!
  put(ada, 'all', 'shared', 'mine')
  put(bob, 'all', 'shared', 'his')
  const [first, second] = [await add(undefined, 'ada'), await add(undefined, 'bob')]
  await expect(add(undefined, 'bob')).rejects.toMatchObject({ code: 'source-exists', params: { id: second.id } })
  await sync()
  expect([await indexed(first.id), await indexed(second.id)]).toEqual([
    ['mine', 'shared'],
    ['his', 'shared'],
  ])
  ada.remove('shared')
  await call('sources.set', { id: second.id, values: { excludes: 'his' } })
  await sync()
  expect([await indexed(first.id), await indexed(second.id)]).toEqual([['mine'], ['shared']])
})

describe('what must never be indexed', () => {
  const never = async (externalId: string) => {
    const { documentId } = (await call('documents.list', {})).find((view) => view.externalId === externalId)!
    await call('never.add', { target: String(documentId) })
  }

  it.each(['listing', 'feed'] as const)('stays out under another name, also one that it gets later (%s)', async (kind) => {
    const toy = await begin(kind)
    put(toy, 'all', 'secret', 'open')
    await add()
    await sync()
    await never('secret')
    toy.rename('secret', 'renamed')
    await sync()
    expect(await indexed()).toEqual(['open'])
    const { text, fingerprint } = toy.documents.get('renamed')!
    toy.remove('renamed')
    await sync()
    toy.put('again', text, { fingerprint })
    await sync()
    expect(await indexed()).toEqual(['open'])
    toy.remove('again')
    await sync()
    toy.put('by-content', text, { fingerprint: 'another' })
    await sync()
    expect(await indexed()).toEqual(['open'])
    expect(await call('never.list', {})).toMatchObject([{ kind: 'document', pattern: 'by-content' }])
  })

  it('does not take a copy with it', async () => {
    const toy = await begin()
    put(toy, 'all', 'secret', 'open')
    await add()
    await sync()
    await never('secret')
    toy.put('copy', toy.documents.get('secret')!.text)
    await sync()
    expect(await indexed()).toEqual(['copy', 'open'])
  })

  it('stays out when the source is listed again, rebuilt, and removed and connected again', async () => {
    const toy = await begin()
    put(toy, 'all', 'secret', 'private/a', 'open')
    const { id } = await add()
    await sync()
    await never('secret')
    await call('never.add', { target: `${id}/private/**` })
    await sync(true)
    expect(await call('sources.rebuild', { id })).toMatchObject({ run: { outcome: 'completed', skipped: 2 } })
    expect(await indexed()).toEqual(['open'])
    await call('sources.remove', { id })
    expect(await indexed()).toEqual([])
    const other = await add(undefined, 'bob')
    expect(other.id).not.toBe(id)
    const again = await add()
    expect(again.id).toBe(id)
    toy.reads.length = 0
    await sync()
    expect(await indexed(id)).toEqual(['open'])
    expect(toy.reads).toEqual(['open'])
  })
})

describe('a rebuild', () => {
  it('reads and derives everything again, and keeps it findable meanwhile', async () => {
    const toy = await begin()
    put(toy, 'all', 'a', 'b', 'c')
    const { id } = await add()
    await sync()
    toy.reads.length = 0
    toy.refused.set('b', 'forbidden')
    expect(await call('sources.rebuild', { id })).toMatchObject({ run: { outcome: 'completed-with-failures', updated: 2, failed: 1 } })
    expect(toy.reads.sort()).toEqual(['a', 'b', 'c'])
    expect(await indexed()).toEqual(['a', 'b', 'c'])
    toy.reads.length = 0
    toy.refused.clear()
    await call('failures.retry', {})
    expect(toy.reads).toEqual(['b'])
    expect(await sync(true)).toMatchObject([{ outcome: 'completed', unchanged: 3, read: 0 }])
  })

  it('that was stopped goes on with the next run', async () => {
    const toy = await begin()
    for (let n = 0; n < 30; n++) put(toy, 'all', `doc-${n}`)
    const { id } = await add()
    await sync()
    toy.reads.length = 0
    toy.beforePage = (page) => page === 3 && void engine.client.call('sync.stop', {})
    expect(await call('sources.rebuild', { id })).toMatchObject({ run: { outcome: 'interrupted' } })
    toy.beforePage = () => {}
    expect(await sync()).toMatchObject([{ outcome: 'completed' }])
    expect(new Set(toy.reads).size).toBe(30)
  })
})
