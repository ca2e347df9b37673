import type { FakeAnswer } from '../../kit/fake-service.fixture.ts'
import { dashed } from '../ids.ts'
import { notionMarkdown } from './markdown.ts'
import type { FakeObjects } from './objects.ts'
import type { Paging } from './paging.ts'
import { type FakeItem, type FakeWorkspace, texts } from './workspace.ts'

type Answer = ReturnType<FakeAnswer>
type Json = Readonly<Record<string, unknown>>

/** What a connection was allowed, and how the workspace behaves. */
export interface FakeManners {
  /** Whether comments and people may be read. */
  /** Whether content may be read. */
  content: boolean
  comments: boolean
  people: boolean
  /** What was edited later than this before now does not show in a search yet, in ms. */
  searchLagMs: number
  /** Ids that the search never knows. */
  readonly unsearchable: Set<string>
  /** Pages of which Notion makes no Markdown. */
  readonly unrendered: Set<string>
}

export const refuse = (status: number, code: string, message: string, more: Json = {}): Answer => ({
  status,
  body: { object: 'error', status, code, message, request_id: 'b7a1c6d0-0000-4000-8000-000000000000', ...more },
})
const invalid = (message: string) => refuse(400, 'validation_error', message)
const missing = (what: string, id: string) =>
  refuse(
    404,
    'object_not_found',
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your connection.`,
  )

/** What Notion answers to a request whose token is good. */
export function createAnswers(workspace: FakeWorkspace, objects: FakeObjects, paging: Paging, manners: FakeManners) {
  const shown = (id: string, ...kinds: readonly FakeItem['kind'][]): FakeItem | null => {
    const item = workspace.items.get(dashed(id))
    return item === undefined || !kinds.includes(item.kind) || workspace.isHidden(item) ? null : item
  }
  const paged = (question: string, type: string, results: readonly unknown[], { page_size, start_cursor }: Json): Answer => {
    const size = page_size === undefined ? 100 : Number(page_size)
    if (!(Number.isInteger(size) && size >= 1 && size <= 100)) return invalid('body failed validation: body.page_size should be ≤ 100')
    const page = paging.page(question, results, size, start_cursor as string | undefined)
    if ('refused' in page) return invalid(page.refused)
    return {
      status: 200,
      body: {
        object: 'list',
        results: page.results,
        next_cursor: page.next,
        has_more: page.next !== null,
        type,
        [type]: {},
        request_status: page.capped ? { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } : { type: 'complete' },
      },
    }
  }
  const search = (asked: Json): Answer => {
    if (!manners.content) return refuse(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
    const unknown = Object.keys(asked).filter((key) => !['query', 'filter', 'sort', 'page_size', 'start_cursor'].includes(key))
    if (unknown.length > 0) return invalid(`body failed validation: body.${unknown[0]} should be not present`)
    const { value, in_trash = false } = (asked.filter ?? {}) as Json
    if (value !== undefined && value !== 'page' && value !== 'data_source')
      return invalid('body.filter.value should be "page" or "data_source"')
    const found = [...workspace.items.values()].filter(
      (item) =>
        (item.kind === 'page' || item.kind === 'data_source') &&
        (value === undefined || item.kind === value) &&
        workspace.isTrashed(item) === in_trash &&
        !workspace.isHidden(item) &&
        !manners.unsearchable.has(item.id) &&
        item.created <= workspace.now() - manners.searchLagMs,
    )
    const { direction = 'descending' } = (asked.sort ?? {}) as Json
    found.sort((a, b) => (direction === 'ascending' ? a.edited - b.edited : b.edited - a.edited) || (a.id < b.id ? -1 : 1))
    const results = found.map((item) => (item.kind === 'page' ? objects.page(item) : objects.dataSource(item)))
    return paged(`search ${value} ${in_trash} ${direction}`, 'page_or_data_source', results, asked)
  }
  const query = (id: string, asked: Json): Answer => {
    const source = shown(id, 'data_source')
    if (source === null) return missing('data source', id)
    const inTrash = asked.in_trash === true
    const filter = (asked.filter ?? {}) as Json
    const time = filter.timestamp as 'last_edited_time' | 'created_time' | undefined
    const from = time === undefined ? null : Date.parse(String((filter[time] as Json).on_or_after))
    if (from !== null && Number.isNaN(from)) return invalid('body.filter should be a valid date')
    const rows = source.children
      .map((child) => workspace.items.get(child)!)
      .filter((row) => workspace.isTrashed(row) === inTrash && !row.hidden)
    const timeOf = (row: FakeItem) => Math.floor((time === 'created_time' ? row.created : row.edited) / 60_000) * 60_000
    const [sort] = (asked.sorts ?? []) as readonly Json[]
    const by = (row: FakeItem) => (sort?.timestamp === 'created_time' ? row.created : row.edited)
    const found = rows.filter((row) => from === null || timeOf(row) >= from)
    if (sort !== undefined) found.sort((a, b) => (sort.direction === 'ascending' ? by(a) - by(b) : by(b) - by(a)) || (a.id < b.id ? -1 : 1))
    return paged(`query ${id} ${time} ${from}`, 'page_or_data_source', found.map(objects.page), asked)
  }
  const pages = (id: string, what: string | undefined, property: string | undefined, asked: Json): Answer => {
    const page = shown(id, 'page')
    if (page === null) return missing('page', id)
    if (what === undefined) return { status: 200, body: objects.page(page) }
    if (page.flaw === 'unreadable') return refuse(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
    if (what === 'markdown') {
      if (manners.unrendered.has(page.id)) return invalid('This page cannot be rendered as Markdown.')
      const markdown = notionMarkdown(workspace, objects, page)
      return { status: 200, body: { object: 'page_markdown', id: page.id, markdown, truncated: false, unknown_block_ids: [] } }
    }
    const found = Object.values(page.body).find((one) => (one as { id?: string }).id === property) as Json | undefined
    if (what !== 'properties' || found === undefined) return missing('property', String(property))
    const type = String(found.type)
    const items = (found[type] as readonly unknown[]).map((one) => ({ object: 'property_item', id: property, type, [type]: one }))
    return paged(`property ${id} ${property}`, 'property_item', items, asked)
  }
  const blocks = (id: string, what: string | undefined, asked: Json): Answer => {
    const item = shown(id, 'block', 'page', 'database')
    if (item === null) return missing('block', id)
    if (item.flaw === 'unreadable') return refuse(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
    if (what === undefined) return { status: 200, body: objects.block(item) }
    return paged(`children ${id}`, 'block', objects.visibleChildren(item).map(objects.block), asked)
  }
  const comments = (asked: Json): Answer => {
    if (!manners.comments) return refuse(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
    const page = shown(String(asked.block_id), 'page', 'block')
    if (page === null) return missing('block', String(asked.block_id))
    const found = workspace.comments
      .filter((comment) => comment.page === page.id)
      .map(({ by, text }, n) => ({
        object: 'comment',
        id: dashed((n + 1).toString(16).padStart(32, '0')),
        parent: { type: 'page_id', page_id: page.id },
        discussion_id: page.id,
        created_time: new Date(workspace.now()).toISOString(),
        last_edited_time: new Date(workspace.now()).toISOString(),
        created_by: { object: 'user', id: by },
        rich_text: texts(text),
        display_name: { type: 'user', resolved_name: null },
      }))
    return paged(`comments ${page.id}`, 'comment', found, asked)
  }
  const users = (id: string | undefined, asked: Json): Answer => {
    const person = ({ id: who, name }: { id: string; name: string }) => ({
      object: 'user',
      id: who,
      name,
      avatar_url: null,
      type: 'person',
      person: { email: `${name.split(' ')[0]!.toLowerCase()}@notion.example` },
    })
    if (id === 'me')
      return {
        status: 200,
        body: {
          object: 'user',
          id: dashed('b0'.repeat(16)),
          name: 'Magpie',
          avatar_url: null,
          type: 'bot',
          bot: {
            owner: { type: 'user', user: person(workspace.people[0]!) },
            workspace_name: 'Example Works',
            workspace_id: dashed('a0'.repeat(16)),
            workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
          },
        },
      }
    if (!manners.people) return refuse(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
    return paged('users', 'user', workspace.people.map(person), asked)
  }
  return (method: string, url: URL, body: string): Answer => {
    const [, , kind, id, what, more] = url.pathname.split('/').map(decodeURIComponent)
    const inQuery = Object.fromEntries(url.searchParams)
    let asked: Json = inQuery
    if (method === 'POST') {
      try {
        asked = body === '' ? {} : (JSON.parse(body) as Json)
      } catch {
        return refuse(400, 'invalid_json', 'Error parsing JSON body.')
      }
    }
    if (id !== undefined && id !== 'me' && !/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(id))
      return invalid(`path failed validation: path.${kind}_id should be a valid uuid, instead was \`"${id}"\`.`)
    if (method === 'POST' && kind === 'search') return search(asked)
    if (method === 'POST' && kind === 'data_sources' && what === 'query') return query(id!, asked)
    if (method !== 'GET') return refuse(405, 'invalid_request', 'Method not allowed.')
    if (kind === 'users') return users(id, asked)
    if (kind === 'comments') return comments(asked)
    if (kind === 'pages' && id !== undefined) return pages(id, what, more, asked)
    if (kind === 'blocks' && id !== undefined) return blocks(id, what, asked)
    if (kind === 'databases' && id !== undefined) {
      const item = shown(id, 'database')
      return item === null ? missing('database', id) : { status: 200, body: objects.database(item) }
    }
    if (kind === 'data_sources' && id !== undefined) {
      const item = shown(id, 'data_source')
      return item === null ? missing('data source', id) : { status: 200, body: objects.dataSource(item) }
    }
    return refuse(400, 'invalid_request_url', 'Invalid request URL.')
  }
}
