import type { Stats } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { watch as chokidar } from 'chokidar'
import type { FolderCursor } from './cursor.ts'
import { createDirtyIds, type DirtyIds } from './dirty.ts'
import { ignoreFileNames } from './rules.ts'
import { errnoOf, type Tree } from './tree.ts'
import { createWatchRules } from './watch-rules.ts'

/** Notices what changes below a root. It only hints: whoever pulls looks for himself. */
export interface FolderWatch {
  readonly how: 'events' | 'polling'
  /** How far the hints have come; null while none arrive. */
  position(): FolderCursor['watch']
  /** Ids hinted at since a position; null when that position belongs to no living session, so that hints may be missing. */
  since(position: FolderCursor['watch']): readonly string[] | null
  /** Hints may have been lost: from here on earlier positions are worth nothing. */
  distrust(): void
}

export interface WatchOptions {
  /** How often a folder that gives no events is listed, in ms. */
  readonly pollMs?: number
  readonly start?: typeof chokidar
}

const minute = 60_000
const pollLocalMs = 5 * minute
const pollNetworkMs = 15 * minute

/** No watches left: the kernel's limit on them, or on open files. */
const exhausted = ['ENOSPC', 'EMFILE']

/**
 * Watches until aborted; resolves once changes are noticed. Shares are polled, since what others write to them raises no
 * event here, and so are trees with more folders than the system lets one watch.
 */
export async function watchFolder(tree: Tree, changed: () => void, signal: AbortSignal, options: WatchOptions = {}): Promise<FolderWatch> {
  signal.throwIfAborted()
  let dirty: DirtyIds | null = null
  let how: FolderWatch['how'] = 'events'

  const poll = (pollMs: number) => {
    how = 'polling'
    dirty = null
    const timer = setInterval(changed, options.pollMs ?? pollMs)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  }
  const renew = () => {
    dirty = createDirtyIds(renew)
    changed()
  }
  /** Resolves when events arrive, or are known never to. */
  const listen = () =>
    new Promise<void>((ready, fail) => {
      const rules = createWatchRules(tree)
      const ignored = (path: string, stats?: Stats) => rules.leavesOut(idOf(tree, path), stats?.isDirectory())
      const watcher = (options.start ?? chokidar)(tree.realRoot, {
        ignored,
        ignoreInitial: true,
        followSymlinks: false,
        ignorePermissionErrors: true,
        atomic: false,
      })
      const stop = () => {
        signal.removeEventListener('abort', stop)
        void watcher.close()
        if (signal.aborted) fail(signal.reason)
      }
      signal.addEventListener('abort', stop)
      watcher.on('ready', () => {
        rules.forget()
        dirty = createDirtyIds(renew)
        ready()
      })
      watcher.on('error', (error) => {
        tree.log.warn('watching a folder met an error', { error: String(error) })
        if (!exhausted.includes(errnoOf(error)) || watcher.closed) return
        stop()
        poll(pollLocalMs)
        changed()
        ready()
      })
      watcher.on('all', (_event, path) => {
        if (dirty === null) return
        const id = idOf(tree, path)
        if (tree.settings.ignoreFiles && ignoreFileNames.some((name) => name === basename(path))) {
          dirty = null
          stop()
          void restart()
        } else if (id === '' || id.includes('\uFFFD')) renew()
        else {
          dirty.mark(id)
          changed()
        }
      })
    })
  /** Other rules, other folders to watch. Moments later, because a person or a checkout rarely changes one line only. */
  const restart = async () => {
    try {
      await sleep(200, undefined, { signal })
      await listen()
      changed()
    } catch (error) {
      if (!signal.aborted) tree.log.warn('watching a folder could not begin again', { error: String(error) })
    }
  }

  if (tree.volume.kind === 'network') poll(pollNetworkMs)
  else await listen()
  return {
    get how() {
      return how
    },
    position: () => dirty && { session: dirty.session, seq: dirty.seq },
    since: (position) => (dirty === null || position === null || position.session !== dirty.session ? null : dirty.since(position.seq)),
    distrust: () => {
      if (dirty !== null) dirty = createDirtyIds(renew)
    },
  }
}

const idOf = (tree: Tree, path: string) => {
  const below = relative(tree.realRoot, path)
  return sep === '/' ? below : below.replaceAll(sep, '/')
}
