import { Client, LogLevel } from '@notionhq/client'
import type { z } from 'zod'
import { type Account, ConnectorError, type Host, type HostRequest } from '../connector.ts'
import { authorizedFetch } from '../kit/authorized-fetch.ts'
import * as shapes from './shapes.ts'

/** The version of the API that answers have: trash is `in_trash`, databases hold data sources. */
const version = '2026-03-11'
const pageSize = 100
/** A walk that is thrown back to its start so often is not going to end. */
const mostRestarts = 3

/** One answer of many results. */
export interface Results {
  readonly results: readonly unknown[]
  /** Notion ends every walk at 10,000 results, and says so here. */
  readonly capped: boolean
}

export type What = 'page' | 'data_source'

/** Every call to Notion that is made. Throws ConnectorError; `not-found` is what is gone as well as what is not shared. */
export interface Notion {
  account(signal: AbortSignal): Promise<Account>
  /** What the search knows, latest edits first, a page of results at a time; once more from the start if its cursor expires. */
  search(what: What, inTrash: boolean, signal: AbortSignal): AsyncGenerator<Results>
  /** Rows of a data source, by the time they were edited or made. */
  rows(dataSource: string, filter: RowFilter, signal: AbortSignal): AsyncGenerator<Results>
  page(id: string, signal: AbortSignal): Promise<shapes.WirePage>
  dataSource(id: string, signal: AbortSignal): Promise<shapes.WireDataSource>
  database(id: string, signal: AbortSignal): Promise<z.infer<typeof shapes.database>>
  block(id: string, signal: AbortSignal): Promise<shapes.WireBlock>
  children(block: string, signal: AbortSignal): Promise<readonly shapes.WireBlock[]>
  /** Null when Notion cannot make it of this page. */
  markdown(page: string, signal: AbortSignal): Promise<shapes.WireMarkdown | null>
  comments(page: string, signal: AbortSignal): Promise<readonly shapes.WireComment[]>
  /** All parts of a property that is too long for its page. */
  property(page: string, property: string, signal: AbortSignal): Promise<readonly unknown[]>
  users(signal: AbortSignal): Promise<readonly shapes.WirePerson[]>
  /** Notion's clock at its last answer, in ms since 1970; ours before that. */
  now(): number
}

/** ISO instants. */
export interface RowFilter {
  readonly editedFrom?: string
  readonly madeFrom?: string
}

export function createNotion(apiUrl: string, host: Host): Notion {
  let theirs: { readonly at: number; readonly ours: number } | null = null
  const fetch = authorizedFetch(host, (credential) => (credential.kind === 'bearer' ? { authorization: `Bearer ${credential.token}` } : {}))
  const sdk = (signal: AbortSignal, more: Partial<HostRequest> = {}) =>
    new Client({
      baseUrl: apiUrl,
      notionVersion: version,
      // Waiting, asking again and giving up are the kit's; the SDK's own time limit ends nothing.
      retry: false,
      timeoutMs: 2 ** 31 - 1,
      logLevel: LogLevel.ERROR,
      logger: () => {},
      fetch: (async (url: string, init: RequestInit) => {
        const response = await fetch(url, { ...init, ...more, signal })
        const date = Date.parse(response.headers.get('date') ?? '')
        if (!Number.isNaN(date)) theirs = { at: date, ours: host.now().getTime() }
        return response
      }) as never,
    })
  const checked = async <T>(shape: z.ZodType<T>, what: string, call: Promise<unknown>): Promise<T> => {
    const found = shape.safeParse(await call)
    // An answer of another shape is somebody else's, or a later Notion's: nothing may be concluded from it.
    if (!found.success) throw new ConnectorError('offline', `${what} was answered in an unknown form`, { cause: found.error })
    return found.data
  }
  /** Walks pages of results. A cursor that expires sends it back to the start: who listens hears some results again. */
  async function* walk(what: string, ask: (cursor: string | undefined) => Promise<unknown>): AsyncGenerator<Results> {
    let cursor: string | undefined
    for (let restarts = 0, more = true; more; ) {
      try {
        const { results, has_more, next_cursor, request_status } = await checked(shapes.list, what, ask(cursor))
        cursor = has_more && next_cursor !== null ? next_cursor : undefined
        more = cursor !== undefined
        yield { results, capped: request_status?.type === 'incomplete' }
      } catch (error) {
        if (!(error instanceof ConnectorError) || error.problem !== 'cursor-expired') throw error
        if (cursor === undefined || ++restarts > mostRestarts)
          throw new ConnectorError('offline', 'Notion lost the thread of a walk several times', { cause: error })
        cursor = undefined
      }
    }
  }
  const all = async <T>(
    what: string,
    shape: z.ZodType<T>,
    ask: (cursor: string | undefined) => Promise<unknown>,
  ): Promise<readonly T[]> => {
    const found: T[] = []
    for await (const { results } of walk(what, ask))
      for (const result of results) {
        const item = shape.safeParse(result)
        if (item.success) found.push(item.data)
      }
    return found
  }
  const from = (cursor: string | undefined) => (cursor === undefined ? {} : { start_cursor: cursor })

  return {
    account: async (signal) => {
      const { id, name, bot } = await checked(shapes.bot, 'users/me', sdk(signal).users.me({}))
      const names = [bot?.owner?.user?.name, bot?.workspace_name].filter((part) => part !== null && part !== undefined && part !== '')
      return { id, name: names.join(', ') || name || 'Notion' }
    },
    search: (what, inTrash, signal) =>
      walk('search', (cursor) =>
        sdk(signal).search({
          filter: inTrash ? { property: 'object', value: what, in_trash: true } : { property: 'object', value: what },
          sort: { timestamp: 'last_edited_time', direction: 'descending' },
          page_size: pageSize,
          ...from(cursor),
        } as never),
      ),
    rows: (dataSource, { editedFrom, madeFrom }, signal) =>
      walk('data_sources/query', (cursor) =>
        sdk(signal).dataSources.query({
          data_source_id: dataSource,
          ...(editedFrom === undefined ? {} : { filter: { timestamp: 'last_edited_time', last_edited_time: { on_or_after: editedFrom } } }),
          ...(madeFrom === undefined ? {} : { filter: { timestamp: 'created_time', created_time: { on_or_after: madeFrom } } }),
          sorts: [{ timestamp: editedFrom === undefined ? 'created_time' : 'last_edited_time', direction: 'ascending' }],
          page_size: pageSize,
          ...from(cursor),
        }),
      ),
    page: (id, signal) => checked(shapes.page, 'pages', sdk(signal).pages.retrieve({ page_id: id })),
    dataSource: (id, signal) => checked(shapes.dataSource, 'data_sources', sdk(signal).dataSources.retrieve({ data_source_id: id })),
    database: (id, signal) => checked(shapes.database, 'databases', sdk(signal).databases.retrieve({ database_id: id })),
    block: (id, signal) => checked(shapes.block, 'blocks', sdk(signal).blocks.retrieve({ block_id: id })),
    children: (block, signal) =>
      all('blocks/children', shapes.block, (cursor) =>
        sdk(signal).blocks.children.list({ block_id: block, page_size: pageSize, ...from(cursor) }),
      ),
    markdown: async (page, signal) => {
      try {
        // What it cannot render it refuses so, and the blocks still tell.
        const call = sdk(signal, { statuses: [400, 422, 500] }).pages.retrieveMarkdown({ page_id: page, include_transcript: true })
        return await checked(shapes.markdown, 'pages/markdown', call)
      } catch (error) {
        if (error instanceof ConnectorError) throw error
        return null
      }
    },
    comments: (page, signal) =>
      all('comments', shapes.comment, (cursor) => sdk(signal).comments.list({ block_id: page, page_size: pageSize, ...from(cursor) })),
    property: async (page, property, signal) => {
      const found: unknown[] = []
      for await (const { results } of walk('properties', (cursor) =>
        sdk(signal).pages.properties.retrieve({ page_id: page, property_id: property, page_size: pageSize, ...from(cursor) }),
      ))
        found.push(...results)
      return found
    },
    users: (signal) => all('users', shapes.person, (cursor) => sdk(signal).users.list({ page_size: pageSize, ...from(cursor) })),
    now: () => (theirs === null ? host.now().getTime() : theirs.at + host.now().getTime() - theirs.ours),
  }
}
