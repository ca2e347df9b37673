import type { Change, Gone, Page } from '../connector.ts'
import type { FolderCursor } from './cursor.ts'
import { folderOf, rootFolder } from './listing.ts'
import { createLocator } from './locate.ts'
import { look } from './look.ts'
import { segmentsOf } from './names.ts'
import { inPages } from './pages.ts'
import type { Sentinels } from './sentinels.ts'
import { pickSentinels } from './sentinels.ts'
import type { Tree } from './tree.ts'
import { type Block, walk } from './walk.ts'

/** What a pull needs besides its cursor. */
export interface Pull {
  readonly tree: Tree
  readonly identity: string
  readonly signal: AbortSignal
  /** What the root was known by before; kept while nothing better is found. */
  readonly known: Sentinels
  /** Throws `offline` when the root is no longer the one the pull began with. */
  readonly stillThere: () => Promise<void>
}

/** Where a listing begins or goes on. */
export interface ListingCursor {
  readonly after: string
  readonly watch: FolderCursor['watch']
  readonly sentinels: Sentinels
}

/**
 * Lists everything behind `cursor.after`. The last page's cursor is where a feed begins: at the watch's position from
 * before the listing, so that whatever changed meanwhile is looked at again.
 */
export async function* list(pull: Pull, cursor: ListingCursor): AsyncGenerator<Page<FolderCursor>> {
  const { tree, identity, signal, known } = pull
  const sentinels = pickSentinels(cursor.sentinels)
  const blocks = walk(tree, rootFolder(tree), segmentsOf(cursor.after), signal)
  for await (const { changes, after, last } of inPages(blocks, cursor.after)) {
    signal.throwIfAborted()
    sentinels.see(changes)
    if (last) await pull.stillThere()
    const picked = sentinels.picked()
    yield {
      changes,
      cursor: { after: last ? null : after, watch: cursor.watch, root: { identity, sentinels: picked.length === 0 ? known : picked } },
    }
  }
}

/**
 * What became of the ids a watch hinted at. New and changed files come before deletions, so that a renamed one is known
 * again; the cursor moves only with the last page, and what a stop cuts off comes again.
 */
export async function* follow(
  pull: Pull,
  cursor: FolderCursor,
  hints: readonly string[],
  position: FolderCursor['watch'],
): AsyncGenerator<Page<FolderCursor>> {
  if (hints.length === 0) return
  const { identity } = pull
  const sentinels = pickSentinels(cursor.root.sentinels)
  for await (const { changes, last } of inPages(hinted(pull, hints), '')) {
    pull.signal.throwIfAborted()
    if (last || changes.some((change) => change.type === 'delete')) await pull.stillThere()
    sentinels.see(changes)
    const watch = last ? position : cursor.watch
    yield { changes, cursor: { after: null, watch, root: { identity, sentinels: sentinels.picked() } } }
  }
}

async function* hinted({ tree, signal }: Pull, hints: readonly string[]): AsyncGenerator<Block> {
  const locate = createLocator(tree)
  const told = new Set<string>()
  const gone: Gone[] = []
  const walked: string[] = []
  const fresh = (changes: readonly Change[]): Block => {
    const untold = changes.filter((change) => !told.has(nameOf(change)))
    for (const change of untold) told.add(nameOf(change))
    return { changes: untold, after: null }
  }
  for (const id of hints) {
    signal.throwIfAborted()
    if (told.has(id)) continue
    const located = await locate(id)
    if (located.type === 'unseen') yield fresh([located.change])
    else if (located.type === 'gone') gone.push({ id, why: located.why })
    else if (located.entry.kind === 'folder') {
      gone.push({ id, why: 'deleted' })
      if (walked.some((folder) => id.startsWith(folder))) continue
      walked.push(`${id}/`)
      for await (const { changes } of walk(tree, folderOf(located.entry), [], signal)) yield fresh(changes)
    } else {
      const change = await look(tree, located.entry)
      if (change === null || change === 'absent') gone.push({ id, why: 'deleted' })
      else yield fresh([change])
    }
  }
  yield { changes: gone.map((one) => ({ type: 'delete', ...one })), after: null }
}

const nameOf = (change: Change) => (change.type === 'unseen' ? change.prefix : 'ref' in change ? change.ref.id : change.id)

/** Of these ids, those a listing would not come upon, and why. What cannot be told is left out. */
export async function goneFrom({ tree, signal, stillThere }: Pull, ids: readonly string[]): Promise<readonly Gone[]> {
  const locate = createLocator(tree)
  const gone: Gone[] = []
  for (const id of ids) {
    signal.throwIfAborted()
    const located = await locate(id)
    if (located.type === 'unseen') continue
    if (located.type === 'gone') gone.push({ id, why: located.why })
    else if (located.entry.kind === 'folder') gone.push({ id, why: 'deleted' })
    else if (located.entry.kind === 'link' && (await look(tree, located.entry)) === null) gone.push({ id, why: 'deleted' })
  }
  if (gone.length > 0) await stillThere()
  return gone
}
