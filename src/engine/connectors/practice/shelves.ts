import type { GoneWhy } from '../../../shared/model.ts'
import { practiceText } from './text.ts'

/** A document of the service. */
export interface PracticeDocument {
  readonly id: string
  space: string
  version: number
  /** When it was last edited, ms since 1970. What is restored, moved or shared again keeps it. */
  edited: number
  /** Null for one whose text is made up when it is asked for. */
  text: string | null
  /** The documents it lies below. */
  readonly path: readonly string[]
  state: 'there' | 'deleted' | 'withdrawn'
  /** `unreadable`: listed, and its content refused. `garbled`: listed without most of what a listing says. */
  flaw: 'unreadable' | 'garbled' | null
}

/** One line of a space's own record of changes. */
export interface PracticeEvent {
  readonly id: string
  readonly gone: GoneWhy | null
}

export interface PracticeSpace {
  readonly id: string
  readonly parent: string | null
  readonly events: PracticeEvent[]
  /** Tokens below this are no longer understood. */
  oldestToken: number
}

/** Everything the service has, and all that can happen to it. */
export interface Shelves {
  readonly documents: ReadonlyMap<string, PracticeDocument>
  readonly spaces: ReadonlyMap<string, PracticeSpace>
  addSpace(id: string, parent?: string | null): void
  /** So many documents with made-up texts, which cost next to nothing until they are asked for. */
  fill(count: number, space: string): void
  put(id: string, text: string, space: string, path?: readonly string[]): void
  flaw(id: string, flaw: PracticeDocument['flaw']): void
  remove(id: string): void
  restore(id: string): void
  move(id: string, space: string): void
  unshare(id: string): void
  share(id: string): void
  expireTokens(): void
  freezeClock(): void
  /** Nothing happens for so many minutes. */
  passTime(minutes: number): void
  now(): number
  /** Of the space, in the order of their ids, those behind `after`. */
  byId(space: string, after: string, limit: number): readonly PracticeDocument[]
  /** Of the space, in the order of their edits, those behind the instant and, within it, the id. */
  byEdit(space: string, since: number, after: string, limit: number): readonly PracticeDocument[]
  textOf(document: PracticeDocument): string
}

/** Edits that share one reading of the service's clock, which counts in minutes. */
const editsAMinute = 4
const minute = 60_000
const beginning = Date.UTC(2026, 0, 1)

export function createShelves(): Shelves {
  const documents = new Map<string, PracticeDocument>()
  const spaces = new Map<string, PracticeSpace>()
  const orders = new Map<string, { byId?: readonly PracticeDocument[]; byEdit?: readonly PracticeDocument[] }>()
  let edits = 0
  let frozen: number | null = null

  const now = () => frozen ?? beginning + minute * Math.floor(edits / editsAMinute)
  const known = (id: string): PracticeDocument => {
    const document = documents.get(id)
    if (document === undefined) throw new Error(`There is no document ${id}`)
    return document
  }
  const note = (space: string, id: string, gone: GoneWhy | null) => {
    orders.delete(space)
    spaces.get(space)!.events.push({ id, gone })
  }
  const leave = (id: string, state: PracticeDocument['state'], why: GoneWhy) => {
    const document = known(id)
    if (document.state === 'there') note(document.space, id, why)
    document.state = state
  }
  const arrive = (id: string) => {
    const document = known(id)
    if (document.state !== 'there') note(document.space, id, null)
    document.state = 'there'
  }
  const ordered = (space: string, by: 'byId' | 'byEdit'): readonly PracticeDocument[] => {
    const order = orders.get(space) ?? {}
    orders.set(space, order)
    order[by] ??= [...documents.values()]
      .filter((document) => document.space === space && document.state === 'there')
      .sort((a, b) => (by === 'byEdit' && a.edited !== b.edited ? a.edited - b.edited : a.id < b.id ? -1 : 1))
    return order[by]
  }
  return {
    documents,
    spaces,
    addSpace: (id, parent = null) => void spaces.set(id, { id, parent, events: [], oldestToken: 0 }),
    fill: (count, space) => {
      orders.delete(space)
      for (let n = 0; n < count; n++) {
        const id = `page-${String(n).padStart(6, '0')}.md`
        documents.set(id, { id, space, version: 1, edited: now(), text: null, path: [`shelf ${n % 100}`], state: 'there', flaw: null })
        edits++
      }
    },
    put: (id, text, space, path = []) => {
      const before = documents.get(id)
      if (before !== undefined && before.space !== space) leave(id, 'deleted', 'deleted')
      edits++
      documents.set(id, { id, space, version: (before?.version ?? 0) + 1, edited: now(), text, path, state: 'there', flaw: null })
      note(space, id, null)
    },
    flaw: (id, flaw) => {
      known(id).flaw = flaw
      note(known(id).space, id, null)
    },
    remove: (id) => leave(id, 'deleted', 'deleted'),
    restore: (id) => arrive(id),
    move: (id, space) => {
      const document = known(id)
      if (document.space === space) return
      if (document.state === 'there') {
        note(document.space, id, 'deleted')
        note(space, id, null)
      }
      document.space = space
    },
    unshare: (id) => leave(id, 'withdrawn', 'unshared'),
    share: (id) => arrive(id),
    expireTokens: () => {
      for (const space of spaces.values()) space.oldestToken = space.events.length + 1
      for (const space of spaces.values()) space.events.push({ id: '', gone: null })
    },
    freezeClock: () => {
      frozen = now()
    },
    passTime: (minutes) => {
      edits += editsAMinute * minutes
    },
    now,
    byId: (space, after, limit) => {
      const all = ordered(space, 'byId')
      const at = firstBehind(all, (document) => document.id > after)
      return all.slice(at, at + limit)
    },
    byEdit: (space, since, after, limit) => {
      const all = ordered(space, 'byEdit')
      const at = firstBehind(all, ({ edited, id }) => edited > since || (edited === since && id > after))
      return all.slice(at, at + limit)
    },
    textOf: (document) => document.text ?? practiceText(document.id),
  }
}

/** The first place of a sorted list from which on `isBehind` holds. */
function firstBehind<T>(all: readonly T[], isBehind: (item: T) => boolean): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBehind(all[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
