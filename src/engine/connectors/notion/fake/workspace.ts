import { createHash } from 'node:crypto'
import { dashed } from '../ids.ts'

/** Something that lies somewhere in the workspace. */
export interface FakeItem {
  readonly id: string
  readonly kind: 'page' | 'database' | 'data_source' | 'block'
  /** Of a block. */
  readonly type: string
  /** What a block or a row holds, as Notion's JSON has it; of a page its properties. */
  body: Record<string, unknown>
  title: string
  /** Null for the workspace itself. */
  parent: string | null
  readonly children: string[]
  readonly created: number
  edited: number
  trashed: boolean
  /** Not shared with the connection, with all below. */
  hidden: boolean
  /** Its content is refused, or its listing is of no known form. */
  flaw: 'unreadable' | 'garbled' | null
}

export interface FakeComment {
  readonly page: string
  readonly by: string
  readonly text: string
}

export interface FakeFile {
  readonly type: string
  readonly content: string
}

export type Texts = string | readonly Record<string, unknown>[]

/** A block with all below it, as tests write it down. */
export interface BlockPlan {
  readonly type: string
  readonly body?: Record<string, unknown>
  readonly text?: Texts
  readonly children?: readonly BlockPlan[]
  /** A name, so that another block can point at this one. */
  readonly as?: string
}

export interface FakeWorkspace {
  readonly items: ReadonlyMap<string, FakeItem>
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly comments: FakeComment[]
  /** What files hold, by where Notion keeps them; `@file PATH` in a block or a property stands for one. */
  readonly files: Map<string, FakeFile>
  /** ms since 1970. */
  now(): number
  addPage(id: string, title: string, parent: string | null, blocks?: readonly BlockPlan[]): FakeItem
  /** A database and the data source in it; answers the data source. `columns` are Notion's property schemas by name. */
  addDatabase(id: string, title: string, parent: string | null, columns?: Record<string, unknown>): FakeItem
  addRow(id: string, title: string, dataSource: string, properties?: Record<string, unknown>, blocks?: readonly BlockPlan[]): FakeItem
  addBlocks(parent: string, blocks: readonly BlockPlan[]): void
  /** Other blocks in the place of those there are. */
  rewrite(page: string, blocks: readonly BlockPlan[], title?: string): void
  move(id: string, parent: string | null): void
  trash(id: string): void
  restore(id: string): void
  /** Out of the bin, for good. */
  erase(id: string): void
  hide(id: string): void
  show(id: string): void
  comment(page: string, by: string, text: string): void
  rename(person: string, name: string): void
  /** Whether an item or anything above it is so. */
  isTrashed(item: FakeItem): boolean
  isHidden(item: FakeItem): boolean
  isErased(id: string): boolean
}

/** An id that is always the same for the same name. */
export const idFor = (name: string): string => dashed(createHash('sha256').update(name).digest('hex').slice(0, 32))

export function createWorkspace(now: () => number): FakeWorkspace {
  const items = new Map<string, FakeItem>()
  const named = new Map<string, string>()
  const erased = new Set<string>()
  const comments: FakeComment[] = []
  const people = [
    { id: idFor('person ada'), name: 'Ada Example' },
    { id: idFor('person ben'), name: 'Ben Example' },
  ]
  let blocks = 0

  const get = (id: string): FakeItem => {
    const item = items.get(id)
    if (item === undefined) throw new Error(`There is no ${id} in the workspace`)
    return item
  }
  const add = (item: Omit<FakeItem, 'children' | 'created' | 'edited' | 'trashed' | 'hidden' | 'flaw'>): FakeItem => {
    const made: FakeItem = { ...item, children: [], created: now(), edited: now(), trashed: false, hidden: false, flaw: null }
    items.set(made.id, made)
    erased.delete(made.id)
    if (made.parent !== null) get(made.parent).children.push(made.id)
    return made
  }
  const leave = (item: FakeItem) => {
    if (item.parent === null) return
    const { children } = get(item.parent)
    const at = children.indexOf(item.id)
    if (at >= 0) children.splice(at, 1)
  }
  const drop = (id: string) => {
    const item = get(id)
    for (const child of [...item.children]) drop(child)
    leave(item)
    items.delete(id)
  }
  const addBlocks = (parent: string, plans: readonly BlockPlan[]) => {
    for (const plan of plans) {
      const id = plan.as === undefined ? idFor(`block ${++blocks}`) : idFor(`block named ${plan.as}`)
      const text = plan.text === undefined ? {} : { rich_text: texts(plan.text) }
      add({ id, kind: 'block', type: plan.type, title: '', parent, body: { ...text, ...resolved(plan.body ?? {}) } })
      if (plan.as !== undefined) named.set(plan.as, id)
      addBlocks(id, plan.children ?? [])
    }
  }
  const some = (item: FakeItem, is: (one: FakeItem) => boolean): boolean => {
    for (let at: FakeItem | undefined = item; at !== undefined; at = at.parent === null ? undefined : items.get(at.parent))
      if (is(at)) return true
    return false
  }
  return {
    items,
    people,
    comments,
    files: new Map(),
    now,
    addPage: (id, title, parent, plans = []) => {
      const page = add({ id, kind: 'page', type: 'child_page', title, parent, body: {} })
      addBlocks(id, plans)
      return page
    },
    addDatabase: (id, title, parent, columns = {}) => {
      add({ id, kind: 'database', type: 'child_database', title, parent, body: {} })
      return add({ id: idFor(`data source of ${id}`), kind: 'data_source', type: '', title, parent: id, body: columns })
    },
    addRow: (id, title, dataSource, properties = {}, plans = []) => {
      const row = add({ id, kind: 'page', type: '', title, parent: dataSource, body: properties })
      addBlocks(id, plans)
      return row
    },
    addBlocks,
    rewrite: (id, plans, title) => {
      const page = get(id)
      for (const child of [...page.children]) if (get(child).kind === 'block') drop(child)
      addBlocks(id, plans)
      if (title !== undefined) page.title = title
      page.edited = now()
    },
    // As Notion is taken to do it: moving a page is no edit of it.
    move: (id, parent) => {
      const item = get(id)
      leave(item)
      item.parent = parent
      if (parent !== null) get(parent).children.push(id)
    },
    trash: (id) => {
      get(id).trashed = true
    },
    restore: (id) => {
      get(id).trashed = false
    },
    erase: (id) => {
      drop(id)
      erased.add(id)
    },
    hide: (id) => {
      get(id).hidden = true
    },
    show: (id) => {
      get(id).hidden = false
    },
    comment: (page, by, text) => void comments.push({ page, by, text }),
    rename: (person, name) => {
      const found = people.find(({ id }) => id === person)
      if (found !== undefined) found.name = name
    },
    isTrashed: (item) => some(item, ({ trashed }) => trashed),
    isHidden: (item) => some(item, ({ hidden }) => hidden),
    isErased: (id) => erased.has(id),
  }

  /** `@name` in the place of an id stands for the block of that name. */
  function resolved(body: Record<string, unknown>): Record<string, unknown> {
    return JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith('@block ')
        ? (named.get(value.slice(7)) ?? idFor(`block named ${value.slice(7)}`))
        : value,
    ) as Record<string, unknown>
  }
}

const plainLook = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }

/** A run of text, in a look; as Notion's JSON has it. */
export const run = (content: string, look: Partial<typeof plainLook> = {}, link: string | null = null): Record<string, unknown> => ({
  type: 'text',
  text: { content, link: link === null ? null : { url: link } },
  annotations: { ...plainLook, ...look },
  plain_text: content,
  href: link,
})

export const texts = (text: Texts): readonly Record<string, unknown>[] =>
  typeof text === 'string' ? (text === '' ? [] : [run(text)]) : text

export const mention = (plainText: string, what: Record<string, unknown>): Record<string, unknown> => ({
  type: 'mention',
  mention: what,
  annotations: plainLook,
  plain_text: plainText,
  href: null,
})
