import { opendir } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Connector, ConnectorError, type ConnectorType, type Host } from '../connector.ts'
import type { FolderCursor } from './cursor.ts'
import { looksAt } from './looks.ts'
import { follow, goneFrom, list, type Pull } from './pull.ts'
import { readFile } from './read.ts'
import { createLookAtRoot, type LookAtRoot, rootLost } from './root.ts'
import { createRootGuard } from './root-guard.ts'
import { type FolderSettings, settings } from './settings.ts'
import type { Lstat, Tree } from './tree.ts'
import { type Volume, volumeOf } from './volume.ts'
import { type FolderWatch, type WatchOptions, watchFolder } from './watch.ts'

/** A folder on this computer or on a share that is mounted here. */
export const connector: ConnectorType<FolderSettings, FolderCursor> = {
  id: 'folder',
  name: 'Folder',
  auth: [{ kind: 'none' }],
  settings,
  limits: { shared: 'source', all: { requests: 1_000_000, perMs: 1_000, concurrent: 64 } },
  local: true,
  cursorVersion: 1,
  strikes: 1,
  open: (config, host) => openFolder(config, host),
}

/** What tests put in the place of this computer's disks. */
export interface Disk {
  readonly lstat?: Lstat
  readonly lookAtRoot?: LookAtRoot
  readonly volumeOf?: (path: string, signal: AbortSignal) => Promise<Volume>
  readonly watch?: WatchOptions
}

/** The whole folder is one scope. */
const onlyScope = '.'

export function openFolder(config: FolderSettings, host: Host, disk: Disk = {}): Connector<FolderCursor> {
  const closed = new AbortController()
  const lookAtRoot = disk.lookAtRoot ?? createLookAtRoot(config.path)
  const guard = createRootGuard(config.path)
  let volume: { readonly of: string; readonly is: Volume } | null = null
  let watch: FolderWatch | null = null
  let latest: Tree | null = null

  const enter = async (signal: AbortSignal): Promise<{ readonly tree: Tree; readonly pull: Pull }> => {
    const root = await lookAtRoot(signal)
    if (volume?.of !== root.identity) volume = { of: root.identity, is: await (disk.volumeOf ?? volumeOf)(root.realRoot, signal) }
    const looks = { ...looksAt(volume.is), ...(disk.lstat === undefined ? {} : { lstat: disk.lstat }) }
    await guard.pass(root, volume.is.kind === 'local', looks.lstat)
    const { realRoot, identity } = root
    const tree: Tree = { root: config.path, realRoot, settings: config, volume: volume.is, looks, now: host.now, log: host.log }
    latest = tree
    const stillThere = async () => {
      if ((await lookAtRoot(signal)).identity !== identity) throw new ConnectorError('offline', `${config.path} was exchanged or unmounted`)
    }
    return { tree, pull: { tree, identity, signal, stillThere, known: guard.sentinels() } }
  }
  const pages = (pull: Pull, cursor: FolderCursor | null) => {
    const position = watch?.position() ?? null
    if (cursor === null) return list(pull, { after: '', watch: position, sentinels: [] })
    if (cursor.after !== null) return list(pull, { after: cursor.after, watch: cursor.watch, sentinels: cursor.root.sentinels })
    // Complete and unwatched since: only another listing could say more.
    if (cursor.watch === null) return []
    const hints = watch?.since(cursor.watch) ?? null
    if (hints === null) throw new ConnectorError('cursor-expired', 'Changes since this cursor were not watched')
    return follow(pull, cursor, hints, position)
  }

  return {
    check: async (signal) => {
      const { tree } = await enter(signal)
      const folder = await opendir(config.path).catch((error: unknown) => {
        throw rootLost(config.path, error)
      })
      await folder.close()
      return { id: tree.realRoot, name: nameOf(config.path) }
    },
    scopes: async function* (parent) {
      if (parent === null) yield { id: onlyScope, name: nameOf(config.path), hasChildren: false }
    },
    changes: (_scope, cursor) => {
      if (cursor !== null) guard.remember(cursor.root)
      const session = watch?.position()?.session
      return session !== undefined && cursor?.watch?.session === session ? 'feed' : 'listing'
    },
    pull: async function* (_scope, cursor, signal) {
      signal.throwIfAborted()
      if (cursor !== null) guard.remember(cursor.root)
      try {
        const { pull } = await enter(signal)
        for await (const page of pages(pull, cursor)) {
          guard.mark(page.cursor.root)
          yield page
        }
      } catch (error) {
        if (error instanceof ConnectorError && error.problem === 'offline') watch?.distrust()
        throw error
      }
    },
    read: async (ref, signal) => {
      try {
        return await readFile(latest ?? (await enter(signal)).tree, ref, signal)
      } catch (error) {
        // Everything is absent in a root that is not there.
        if (error instanceof ConnectorError && error.problem === 'not-found') await enter(signal)
        throw error
      }
    },
    gone: async (_scope, ids, signal) => {
      const { pull } = await enter(signal)
      await guard.passForRemoval(await lookAtRoot(signal))
      return goneFrom(pull, ids)
    },
    watch: async (_scope, changed, signal) => {
      const until = AbortSignal.any([signal, closed.signal])
      const { tree } = await enter(until)
      const started = await watchFolder(tree, changed, until, disk.watch)
      watch = started
      until.addEventListener('abort', () => {
        if (watch === started) watch = null
      })
      return started.how
    },
    close: async () => {
      closed.abort(new Error('the folder was closed'))
      watch = null
    },
  }
}

const nameOf = (path: string) => basename(path) || path
