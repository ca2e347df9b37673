import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectorType } from '../connector.ts'
import { ConnectorError } from '../connector.ts'
import type { NotionCursor } from './cursor.ts'
import { fillWorkspace, type Sample } from './fake/sample.ts'
import { idFor } from './fake/workspace.ts'
import { connector } from './index.ts'
import { judge } from './judge.ts'
import { never, type Opened, openNotion, refsIn } from './opened.fixture.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openNotion({ comments: false })
})
afterEach(() => opened.close())

const ids = (changes: Parameters<typeof refsIn>[0]) =>
  refsIn(changes)
    .map(({ id }) => id)
    .sort()
/** So long after an edit that nothing about it is uncertain or asked for again. */
const later = () => opened.network.clock.advance(3_600_000)
/** All pages of a scope, by the workspace itself. */
function below(root: string): readonly string[] {
  const { items } = opened.notion.workspace
  const isBelow = (id: string | null): boolean => id !== null && (id === root || isBelow(items.get(id)!.parent))
  return [...items.values()]
    .filter((item) => item.kind === 'page' && isBelow(item.id))
    .map(({ id }) => id)
    .sort()
}

describe('a workspace of 2,000 pages', () => {
  let sample: Sample
  beforeEach(() => {
    sample = fillWorkspace(opened.notion.workspace, 2_000)
  })

  it('is listed whole, by scopes that overlap in nothing, newest first, with its places', async () => {
    const scopes = []
    for await (const scope of opened.connector.scopes(null, never)) scopes.push(scope)
    expect(scopes.map(({ name, hasChildren }) => [name, hasChildren])).toEqual([
      ['Elsewhere', true],
      ['Field work', true],
    ])
    const all = []
    for (const { id } of scopes) all.push(...ids((await opened.pull(id)).changes))
    expect(all.sort()).toEqual([...sample.pages].sort())
    const { changes } = await opened.pull(sample.root)
    const row = refsIn(changes).find(({ id }) => id === sample.row)!
    expect(row).toMatchObject({
      title: 'Ringed heron',
      path: ['Field work', 'Register 0'],
      author: 'Ada Example',
      labels: ['Done', 'Wader', 'river', 'dawn'],
    })
    expect(row.url).toContain(sample.row.replaceAll('-', ''))
    const edited = refsIn(changes).map(({ updatedAt }) => updatedAt)
    expect(edited).toEqual([...edited].sort().reverse())
  })

  it('offers pages and databases in a page, and no rows', async () => {
    const names = []
    for await (const { name } of opened.connector.scopes(sample.root, never)) names.push(name)
    expect(names).toEqual(expect.arrayContaining(['Heron census', 'Register 0', 'Register 3']))
    expect(names.filter((name) => /^Row /.test(name))).toEqual([])
    expect((await opened.pull(sample.dataSources[0]!)).changes.length).toBe(below(sample.dataSources[0]!).length)
  })

  it('goes on after a stop anywhere, in another process, and loses nothing', async () => {
    const { workspace, manners } = opened.notion
    // Pages that the search never knows, and only the pages that are read lead to.
    const hidden = [3, 400, 1_100].map((n) => {
      const parent = workspace.addPage(idFor(`door ${n}`), `Door ${n}`, sample.root).id
      const page = workspace.addPage(idFor(`hidden ${n}`), `Hidden ${n}`, parent)
      manners.unsearchable.add(page.id)
      return page.id
    })
    const expected = below(sample.root)
    for (const stopAfter of [1, 4, 9]) {
      const seen = new Set<string>()
      let cursor: NotionCursor | null = null
      let by = opened.again()
      for (let stops = 0, over = false; !over; stops++) {
        over = true
        let pages = 0
        for await (const page of by.pull(sample.root, cursor, never)) {
          for (const ref of refsIn(page.changes)) {
            seen.add(ref.id)
            // As a run does: what is listed is read before the next page is asked for.
            if (/^(Door|Hidden)/.test(ref.title)) await by.read(ref, never)
          }
          cursor = JSON.parse(JSON.stringify(page.cursor)) as NotionCursor
          if (++pages === stopAfter && stops < 2) {
            over = false
            break
          }
        }
        by = opened.again()
      }
      expect([...seen].sort()).toEqual(expected)
      for (const id of hidden) expect(seen).toContain(id)
    }
  }, 60_000)
})

describe('what changed', () => {
  let sample: Sample
  let cursor: NotionCursor
  beforeEach(async () => {
    sample = fillWorkspace(opened.notion.workspace, 60)
    later()
    cursor = (await opened.pull(sample.root)).cursor
    later()
  })

  it('is nothing while nothing did', async () => {
    expect((await opened.pull(sample.root, cursor)).changes).toEqual([])
  })

  it('is an edit and a new page, with the next sync', async () => {
    const { workspace } = opened.notion
    workspace.rewrite(sample.target, [{ type: 'paragraph', text: 'Counted again.' }])
    const row = workspace.addRow(idFor('new row'), 'New row', sample.dataSources[1]!).id
    const page = workspace.addPage(idFor('new page'), 'New page', sample.every).id
    workspace.addPage(idFor('new elsewhere'), 'Of another scope', idFor('other root'))
    expect(ids((await opened.pull(sample.root, cursor)).changes)).toEqual([sample.target, row, page].sort())
  })

  it('is what went to the bin, and what came back out of it, with the next sync', async () => {
    const { workspace } = opened.notion
    workspace.trash(sample.target)
    const gone = await opened.pull(sample.root, cursor)
    expect(gone.changes).toEqual([{ type: 'delete', id: sample.target, why: 'deleted' }])
    later()
    expect((await opened.pull(sample.root, gone.cursor)).changes).toEqual([])
    workspace.restore(sample.target)
    const back = await opened.pull(sample.root, gone.cursor)
    expect(ids(back.changes)).toEqual([sample.target])
  })

  it('is a move with the next listing, and no longer in the scope it left', async () => {
    opened.notion.workspace.move(sample.target, idFor('other root'))
    expect(ids((await opened.pull(sample.root)).changes)).not.toContain(sample.target)
    expect(ids((await opened.pull(idFor('other root'))).changes)).toContain(sample.target)
    expect(await opened.connector.gone(sample.root, [sample.target, sample.every], never)).toEqual([{ id: sample.target, why: 'deleted' }])
  })

  it('is a page that is not shared any more, which Notion does not tell from a deleted one', async () => {
    const { workspace } = opened.notion
    workspace.hide(sample.target)
    workspace.erase(sample.row)
    const left = ids((await opened.pull(sample.root)).changes)
    expect(left).not.toContain(sample.target)
    expect(await opened.connector.gone(sample.root, [sample.target, sample.row, sample.every], never)).toEqual([
      { id: sample.target, why: 'deleted-or-unshared' },
      { id: sample.row, why: 'deleted-or-unshared' },
    ])
  })

  it('is found although the search lags behind', async () => {
    const { workspace, manners } = opened.notion
    const page = workspace.addPage(idFor('late page'), 'Late page', sample.root).id
    manners.searchLagMs = 20 * 60_000
    opened.network.clock.advance(5 * 60_000)
    const before = await opened.pull(sample.root, cursor)
    expect(ids(before.changes)).not.toContain(page)
    opened.network.clock.advance(21 * 60_000)
    expect(ids((await opened.pull(sample.root, before.cursor)).changes)).toContain(page)
  })

  it('says of an edit within the same minute that the time does not tell', async () => {
    const { workspace } = opened.notion
    workspace.rewrite(sample.target, [{ type: 'paragraph', text: 'one' }])
    const first = refsIn((await opened.pull(sample.root, cursor)).changes)[0]!
    workspace.rewrite(sample.target, [{ type: 'paragraph', text: 'two' }])
    const second = refsIn((await opened.pull(sample.root, cursor)).changes)[0]!
    expect([first.versionUncertain, second.versionUncertain, second.version]).toEqual([true, true, first.version])
  })

  it('calls a scope that nobody shows any more lost, not empty', async () => {
    opened.notion.workspace.hide(sample.root)
    await expect(opened.pull(sample.root)).rejects.toMatchObject({ problem: 'not-found' })
  })
})

describe('what Notion does to those who ask', () => {
  it('asks 180 times a minute and no more, as shipped', async () => {
    expect(connector.limits).toMatchObject({ shared: 'account', all: { requests: 180, perMs: 60_000 } })
    const { root } = fillWorkspace(opened.notion.workspace, 5)
    const refs = refsIn((await opened.pull(root)).changes)
    const began = opened.network.clock.now()
    const before = opened.notion.requests.count
    for (let n = 0; n < 200; n++) await opened.connector.read(refs[n % refs.length]!, never)
    const asked = opened.notion.requests.count - before
    const minutes = (opened.network.clock.now() - began) / 60_000
    expect(asked).toBeGreaterThan(400)
    expect(asked / minutes).toBeLessThanOrEqual(190)
  })

  it('waits when it is told to and loses nothing', async () => {
    const { root } = fillWorkspace(opened.notion.workspace, 300)
    opened.notion.perMinute = 3
    expect(ids((await opened.pull(root)).changes)).toEqual(below(root))
  })

  it('starts a walk again when its cursor expires in the middle, and gives up in the end', async () => {
    const { root } = fillWorkspace(opened.notion.workspace, 400)
    let searches = 0
    let expireAt: readonly number[] = [3, 5]
    const wire = opened.notion.beforeAnswer
    opened.notion.beforeAnswer = () => {
      const last = opened.notion.requests.lines.at(-1)!
      if (/search/.test(last.url) && (expireAt.length === 0 || expireAt.includes(++searches))) opened.notion.paging.expire()
      return wire()
    }
    expect(ids((await opened.pull(root)).changes)).toEqual(below(root))
    expect(searches).toBeGreaterThan(6)
    expireAt = []
    await expect(opened.pull(root)).rejects.toMatchObject({ problem: 'offline' })
  })

  it('goes on behind the last result of a walk that is cut off', async () => {
    const { workspace, paging } = opened.notion
    const source = workspace.addDatabase(idFor('long'), 'Long', null).id
    for (let n = 0; n < 260; n++) {
      workspace.addRow(idFor(`long row ${n}`), `Row ${n}`, source)
      if (n % 10 === 0) opened.network.clock.advance(60_000)
    }
    paging.ceiling = 100
    expect(ids((await opened.pull(source)).changes)).toEqual(below(source))
  })

  it.each([
    [
      'a block for good, which is not waited out',
      429,
      { code: 'rate_limited', additional_data: { rate_limit_reason: 'public_api_request_blocked' } },
      'forbidden',
    ],
    ['a full service', 529, { code: 'service_overload', additional_data: { retry_after: '5' } }, 'rate-limited'],
    [
      'a limit of the workspace',
      429,
      { code: 'rate_limited', additional_data: { rate_limit_reason: 'public_api_space_request_rate_limit', retry_after: '90' } },
      'rate-limited',
    ],
    ['a cursor that expired', 400, { code: 'validation_error', message: 'The start_cursor provided is invalid: x' }, 'cursor-expired'],
  ] as const)('takes %s for what it is', (_name, status, body, problem) => {
    const answer = { status, headers: new Headers(), text: JSON.stringify({ object: 'error', status, message: '', ...body }) }
    expect(judge(answer)).toMatchObject({ problem })
  })

  it('asks for another token when it has none of Notion’s', async () => {
    opened.notion.signIn.expireTokens()
    await expect(opened.connector.check(never)).rejects.toBeInstanceOf(ConnectorError)
    await expect(opened.connector.check(never)).rejects.toMatchObject({ problem: 'sign-in' })
  })

  it('sends nothing that could change a page', () => {
    const { reads } = connector as ConnectorType
    const reading = (method: string, path: string) => reads!({ method, url: new URL(`https://api.notion.com${path}`) })
    expect([reading('POST', '/v1/search'), reading('POST', `/v1/data_sources/${idFor('x')}/query`), reading('GET', '/v1/users')]).toEqual([
      true,
      true,
      true,
    ])
    expect([
      reading('POST', '/v1/pages'),
      reading('PATCH', '/v1/pages/x'),
      reading('DELETE', '/v1/blocks/x'),
      reading('POST', '/v1/data_sources'),
    ]).toEqual([false, false, false, false])
  })
})
