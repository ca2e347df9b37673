import { type Change, type Connector, ConnectorError, type DocumentRef, type Page } from '../connector.ts'
import type { Notion } from './client.ts'
import { mostKept, type NotionCursor, type Place } from './cursor.ts'
import { dashed, packIds, unpackIds } from './ids.ts'
import type { Inventories, Inventory } from './inventory.ts'
import { labelsOf } from './properties.ts'
import type { Reader } from './read.ts'
import { dataSourceRows } from './rows.ts'
import { isTrashed, type WirePage } from './shapes.ts'
import { isWithin, pathTo, type Tree, unlessHidden, untitled } from './tree.ts'

/** Few on the first page, so that something can be found at once. */
const firstPage = 20
const fullPage = 100
/** Rows are asked for from a little earlier on: Notion's times are whole minutes, and edits show up late. */
const overlapMs = 10 * 60_000
/** A page edited within this time may be edited again without another version. */
const uncertainMs = 2 * 60_000

/**
 * Everything in a scope, the latest edits first; or what was edited since, the earliest first, with what went to the bin and
 * came back. It is the union of what the search knows, what data sources hold, and what the pages that are read lead to:
 * the search alone is not complete.
 */
export function createPull(notion: Notion, tree: Tree, inventories: Inventories, reader: Reader): Connector<NotionCursor>['pull'] {
  return async function* pull(scope, cursor, signal): AsyncGenerator<Page<NotionCursor>> {
    signal.throwIfAborted()
    const listing = cursor === null || cursor.phase === 'list'
    const since = listing ? null : cursor.since
    const inventory = await inventories.take(scope, since, signal)
    const found = await documentsIn(scope, inventory, since, signal)
    const bin = unpackIds(cursor?.bin ?? '')
    // A listing asks at its end: it has nothing to compare with.
    let binned: ReadonlySet<string> = listing ? new Set() : await inventories.bin(signal)
    const known = new Set(unpackIds(cursor?.unsearched ?? ''))
    for (const id of [...known, ...(listing ? [] : bin.filter((id) => !binned.has(id)))]) await addSingle(found, id, scope, signal)

    const start: NotionCursor = cursor ?? { phase: 'list', since: notion.now(), after: null, next: 0, bin: '', unsearched: '' }
    const next = start.after === null && !listing ? notion.now() : listing ? start.since : start.next
    const state = (after: Place | null, over: boolean): NotionCursor => ({
      phase: listing && !over ? 'list' : 'since',
      since: over ? next : start.since,
      after,
      next: over ? 0 : next,
      bin: over ? packIds([...binned].slice(0, mostKept)) : start.bin,
      unsearched: packIds([...known].slice(0, mostKept)),
    })
    const order = listing ? latestFirst : earliestFirst
    const all = [...found.pages.values()].map((page) => ({ page, place: placeOf(page) })).sort((a, b) => order(a.place, b.place))
    const behind = start.after === null ? all : all.filter(({ place }) => order(place, start.after!) > 0)
    // Killed in the middle: what the pages before that led to was heard by a process that is no more.
    const unheard = start.after === null ? [] : all.slice(0, all.length - behind.length)

    const first: Change[] = found.unclear.map(garbled)
    if (!listing) for (const id of binned) if (!bin.includes(id)) first.push({ type: 'delete', id, why: 'deleted' })
    let size = listing && start.after === null ? firstPage : fullPage
    if (first.length > 0) yield { changes: first, cursor: state(start.after, false) }
    for (let at = 0; at < behind.length; at += size, size = at === 0 ? size : fullPage) {
      signal.throwIfAborted()
      const some = behind.slice(at, at + size)
      const changes: Change[] = []
      for (const { page } of some) changes.push(await upsert(page, scope, signal))
      yield { changes, cursor: state(some.at(-1)!.place, false) }
    }
    for (const { page } of unheard) await reader.listen(dashed(page.id), signal)
    for (let led = reader.ledTo(); led.length > 0; led = reader.ledTo()) {
      const changes: Change[] = []
      for (const id of led) {
        if (found.pages.has(id)) continue
        const pages = await addSingle(found, id, scope, signal)
        for (const page of pages) {
          if (pages.length === 1) known.add(dashed(page.id))
          changes.push(await upsert(page, scope, signal))
        }
      }
      if (changes.length > 0) yield { changes, cursor: state(all.at(-1)?.place ?? null, false) }
    }
    if (listing) binned = await inventories.bin(signal)
    yield { changes: [], cursor: state(null, true) }
  }

  interface Found {
    readonly pages: Map<string, WirePage>
    /** Listed, and not as Notion describes its pages. */
    readonly unclear: readonly string[]
  }

  async function documentsIn(scope: string, inventory: Inventory, since: number | null, signal: AbortSignal): Promise<Found> {
    const pages = new Map<string, WirePage>()
    const unclear = new Set<string>()
    const asked = new Set<string>()
    const sources = await ownDataSources(scope, inventory, signal)
    for (const source of sources) {
      asked.add(source)
      const rows = await unlessHidden(dataSourceRows(notion, source, since === null ? null : since - overlapMs, signal))
      for (const row of rows?.rows ?? []) pages.set(dashed(row.id), row)
      for (const id of rows?.garbled ?? []) unclear.add(id)
    }
    for (const page of pages.values()) tree.learnPage(page)
    for (const page of inventory.pages) {
      const id = dashed(page.id)
      if (pages.has(id)) continue
      // Of rows, their data source has the last word; in a pull of edits it need not tell those that did not change.
      if (page.parent.data_source_id !== undefined && asked.has(dashed(page.parent.data_source_id)) && since === null) continue
      if (await isWithin(tree, tree.learnPage(page), scope, signal)) pages.set(id, page)
    }
    if (since === null) for (const { id } of inventory.garbled) unclear.add(id)
    return { pages, unclear: [...unclear].filter((id) => !pages.has(id)) }
  }

  async function ownDataSources(scope: string, inventory: Inventory, signal: AbortSignal): Promise<readonly string[]> {
    const own: string[] = []
    for (const source of inventory.dataSources) if (await isWithin(tree, source, scope, signal)) own.push(source.id)
    if (own.length === 0 && !inventory.pages.some(({ id }) => dashed(id) === scope)) {
      // The search need not know the scope itself. A scope that nobody shows us is lost, not empty.
      const page = await unlessHidden(notion.page(scope, signal))
      if (page !== null && !isTrashed(page)) tree.learnPage(page)
      else {
        const source = await unlessHidden(notion.dataSource(scope, signal))
        if (source === null || isTrashed(source)) throw new ConnectorError('not-found', `${scope} is not there or not shared any more`)
        own.push(tree.learnDataSource(source).id)
      }
    }
    return own
  }

  /** One page by its id, or the rows of a database by its; what is not there or lies elsewhere adds nothing. */
  async function addSingle(found: Found, id: string, scope: string, signal: AbortSignal): Promise<readonly WirePage[]> {
    if (found.pages.has(id)) return []
    const page = await unlessHidden(notion.page(id, signal))
    const candidates: WirePage[] = page === null ? [] : [page]
    if (page === null) {
      const database = await unlessHidden(notion.database(id, signal))
      for (const source of database?.data_sources ?? [])
        candidates.push(...((await unlessHidden(dataSourceRows(notion, source.id, null, signal)))?.rows ?? []))
    }
    const added: WirePage[] = []
    for (const one of candidates) {
      const key = dashed(one.id)
      if (isTrashed(one) || found.pages.has(key) || !(await isWithin(tree, tree.learnPage(one), scope, signal))) continue
      found.pages.set(key, one)
      added.push(one)
    }
    return added
  }

  async function upsert(page: WirePage, scope: string, signal: AbortSignal): Promise<Change> {
    const node = tree.learnPage(page)
    const edited = Date.parse(page.last_edited_time)
    const author = (await reader.nameOf(page.created_by, signal)) ?? undefined
    const labels = labelsOf(page.properties)
    const ref: DocumentRef = {
      id: node.id,
      version: page.last_edited_time,
      ...(edited + uncertainMs > notion.now() ? { versionUncertain: true } : {}),
      fingerprint: node.id,
      title: node.title || untitled,
      titled: true,
      url: page.url,
      createdAt: new Date(page.created_time).toISOString(),
      updatedAt: new Date(page.last_edited_time).toISOString(),
      ...(author === undefined ? {} : { author }),
      ...(labels.length === 0 ? {} : { labels }),
      mimeType: 'text/markdown',
      path: await pathTo(tree, node, scope, signal),
    }
    return { type: 'upsert', ref }
  }
}

const placeOf = ({ id, last_edited_time }: WirePage): Place => ({ edited: Date.parse(last_edited_time), id: dashed(id) })
const earliestFirst = (a: Place, b: Place): number => a.edited - b.edited || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const latestFirst = (a: Place, b: Place): number => b.edited - a.edited || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const garbled = (id: string): Change => ({
  type: 'failure',
  id,
  title: id,
  error: new ConnectorError('unreadable', `${id} is listed in an unknown form`),
})
