import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import type { StoredRef } from './stored-ref.ts'

/** A part's row: its name within its parent, and the id it goes by. */
interface PartRow {
  readonly id: number
  readonly part: string
  readonly externalId: string
}

/** What was found inside a document, directly. */
export const partRows = (store: Store, parent: number): readonly PartRow[] =>
  prepared<PartRow>(store, 'select id, part, external_id as externalId from document where parent = ? and part is not null').all(parent)

/**
 * The ref under the id that it goes by. A part's is `parent#part`, unless its source lists a document of that very id:
 * that one takes it, also from a part that has it.
 */
export function placed(store: Store, source: string, ref: StoredRef): StoredRef {
  if (ref.part === undefined) {
    giveWay(store, source, ref.id)
    return ref
  }
  const known = prepared<{ externalId: string }>(
    store,
    `select d.external_id as externalId from document p join document d on d.parent = p.id
     where p.source = ? and p.external_id = ? and d.part = ?`,
  ).get(source, ref.parentId ?? '', ref.part)
  return { ...ref, id: known?.externalId ?? freeId(store, source, ref.id) }
}

/** The ids of parts follow their parent's. */
export function rekeyParts(store: Store, source: string, parent: number, externalId: string): void {
  for (const { id, part } of partRows(store, parent)) {
    const partId = freeId(store, source, `${externalId}#${part}`)
    prepared(store, 'delete from failure where document = ?').run(id)
    prepared(store, 'update document set external_id = ? where id = ?').run(partId, id)
    rekeyParts(store, source, id, partId)
  }
}

/** Parts lie where their parent does: after what its source said of it changed, they and what is in them follow. */
export function moveParts(store: Store, parent: number, before: Place, ref: StoredRef): void {
  // A part's own title comes from its content, and stays.
  const [lead, shared] = ref.part === undefined ? [[...ref.path, ref.title], 1] : [ref.path, 0]
  const skip = (JSON.parse(before.path) as unknown[]).length + shared
  const follow = (id: number) => {
    for (const row of prepared<Place & { id: number }>(
      store,
      'select id, path, url from document where parent = ? and part is not null',
    ).all(id)) {
      const path = JSON.stringify([...lead, ...(JSON.parse(row.path) as string[]).slice(skip)])
      if (path === row.path && ref.url === row.url) continue
      prepared(store, 'update document set path = ?, url = ? where id = ?').run(path, ref.url, row.id)
      follow(row.id)
    }
  }
  follow(parent)
}

interface Place {
  /** JSON array of names. */
  readonly path: string
  readonly url: string
}

function freeId(store: Store, source: string, wanted: string): string {
  let id = wanted
  while (partOf(store, source, id) !== undefined) id += '#'
  return id
}

/** Null for a document that its source listed, undefined when nothing has the id. */
const partOf = (store: Store, source: string, externalId: string): string | null | undefined =>
  prepared<{ part: string | null }>(store, 'select part from document where source = ? and external_id = ?').get(source, externalId)?.part

function giveWay(store: Store, source: string, externalId: string): void {
  if (typeof partOf(store, source, externalId) !== 'string') return
  prepared(store, 'delete from failure where source = ? and external_id = ?').run(source, externalId)
  prepared(store, 'update document set external_id = ? where source = ? and external_id = ?').run(
    freeId(store, source, externalId),
    source,
    externalId,
  )
}
