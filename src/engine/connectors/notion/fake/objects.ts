import type { FakeItem, FakeWorkspace } from './workspace.ts'
import { texts } from './workspace.ts'

/** Notion rounds the times of edits down to the minute. */
const minute = 60_000
const instant = (ms: number): string => new Date(ms).toISOString()
const rounded = (ms: number): string => instant(Math.floor(ms / minute) * minute)
const user = (id: string) => ({ object: 'user', id })

/** Items of a workspace as Notion's JSON. */
export function createObjects(workspace: FakeWorkspace) {
  const parentOf = ({ parent }: FakeItem): Record<string, unknown> => {
    const above = parent === null ? undefined : workspace.items.get(parent)
    if (above === undefined) return { type: 'workspace', workspace: true }
    if (above.kind === 'page') return { type: 'page_id', page_id: above.id }
    if (above.kind === 'database') return { type: 'database_id', database_id: above.id }
    if (above.kind === 'data_source') return { type: 'data_source_id', data_source_id: above.id, database_id: above.parent }
    return { type: 'block_id', block_id: above.id }
  }
  const common = (item: FakeItem) => ({
    id: item.id,
    created_time: rounded(item.created),
    last_edited_time: rounded(item.edited),
    created_by: user(workspace.people[0]!.id),
    last_edited_by: user(workspace.people[1]!.id),
    parent: parentOf(item),
    in_trash: workspace.isTrashed(item),
  })
  const url = ({ id, title }: FakeItem) => `https://www.notion.so/${title.replace(/[^A-Za-z0-9]+/g, '-')}-${id.replaceAll('-', '')}`
  const page = (item: FakeItem) =>
    item.flaw === 'garbled'
      ? { object: 'page', id: item.id }
      : {
          object: 'page',
          ...common(item),
          archived: workspace.isTrashed(item),
          is_archived: false,
          is_locked: false,
          cover: null,
          icon: null,
          properties: { Name: { id: 'title', type: 'title', title: texts(item.title) }, ...item.body },
          url: url(item),
          public_url: null,
        }
  const database = (item: FakeItem) => ({
    object: 'database',
    ...common(item),
    title: texts(item.title),
    description: [],
    is_inline: false,
    is_locked: false,
    data_sources: item.children.flatMap((id) => {
      const child = workspace.items.get(id)
      return child?.kind === 'data_source' ? [{ id, name: child.title }] : []
    }),
    icon: null,
    cover: null,
    url: url(item),
    public_url: null,
  })
  const dataSource = (item: FakeItem) => ({
    object: 'data_source',
    ...common(item),
    archived: workspace.isTrashed(item),
    is_archived: false,
    title: texts(item.title),
    description: [],
    database_parent: parentOf(workspace.items.get(item.parent!)!),
    is_inline: false,
    icon: null,
    cover: null,
    properties: { Name: { id: 'title', name: 'Name', type: 'title', title: {}, description: null }, ...item.body },
    url: url(item),
    public_url: null,
  })
  const block = (item: FakeItem) => {
    const { kind, type, title } = item
    const own = kind === 'page' || kind === 'database' ? { title } : item.body
    return {
      object: 'block',
      ...common(item),
      archived: workspace.isTrashed(item),
      type,
      has_children: kind === 'block' && visibleChildren(item).length > 0,
      [type]: own,
    }
  }
  const visibleChildren = (item: FakeItem): readonly FakeItem[] =>
    item.children.map((id) => workspace.items.get(id)!).filter((child) => child.type !== '' && !child.trashed && !child.hidden)
  return { page, database, dataSource, block, visibleChildren, url }
}

export type FakeObjects = ReturnType<typeof createObjects>
