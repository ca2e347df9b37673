import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Change, Connector, DocumentRef, Page } from '../connector.ts'
import { createHost } from '../kit/host.ts'
import type { FolderCursor } from './cursor.ts'
import { type Disk, openFolder } from './index.ts'
import { settings } from './settings.ts'

/** A real folder for one test, and the connector on it. */
export interface Fixture {
  readonly root: string
  readonly connector: Connector<FolderCursor>
  /** Opens the folder once more, as a restarted engine would. */
  open(more?: Readonly<Record<string, unknown>>, disk?: Disk): Connector<FolderCursor>
  path(id: string): string
  put(id: string, text?: string): Promise<void>
  dispose(): Promise<void>
}

const quiet = { info: () => {}, warn: () => {} }
export const never: AbortSignal = new AbortController().signal
export const scope = '.'

export async function makeFixture(more: Readonly<Record<string, unknown>> = {}, disk: Disk = {}): Promise<Fixture> {
  const root = join(await mkdtemp(join(tmpdir(), 'magpie-folder-')), 'root')
  await mkdir(root)
  const opened: Connector<FolderCursor>[] = []
  const open: Fixture['open'] = (others = more, otherDisk = disk) => {
    const connector = openFolder(settings.parse({ path: root, ...others }), createHost({ log: quiet, now: () => new Date() }), otherDisk)
    opened.push(connector)
    return connector
  }
  const path = (id: string) => join(root, id)
  return {
    root,
    connector: open(),
    open,
    path,
    put: async (id, text = `text of ${id}`) => {
      await mkdir(dirname(path(id)), { recursive: true })
      await writeFile(path(id), text)
    },
    dispose: async () => {
      for (const connector of opened) await connector.close()
      await rm(dirname(root), { recursive: true, force: true })
    },
  }
}

export async function pagesOf(
  connector: Connector<FolderCursor>,
  cursor: FolderCursor | null = null,
): Promise<readonly Page<FolderCursor>[]> {
  const pages = []
  for await (const page of connector.pull(scope, cursor, never)) pages.push(page)
  return pages
}

export const changesOf = async (connector: Connector<FolderCursor>, cursor: FolderCursor | null = null): Promise<readonly Change[]> =>
  (await pagesOf(connector, cursor)).flatMap((page) => page.changes)

/** What a change is about and what it says: `note.md`, `pipe skip special-file`, `sub/ unseen forbidden`, `old.md delete`. */
export function said(change: Change): string {
  if (change.type === 'upsert') return change.ref.id
  if (change.type === 'skip') return `${change.ref.id} skip ${change.reason}`
  if (change.type === 'delete') return `${change.id} delete`
  return `${change.type === 'unseen' ? change.prefix : change.id} ${change.type} ${change.error.problem}`
}

export const listed = async (connector: Connector<FolderCursor>): Promise<readonly string[]> =>
  (await changesOf(connector)).map(said).sort()

/** Of these ids, the ones the folder says are gone. */
export const goneIds = async (connector: Connector<FolderCursor>, ids: readonly string[]): Promise<readonly string[]> =>
  (await connector.gone(scope, ids, never)).map(({ id }) => id)

export async function refOf(connector: Connector<FolderCursor>, id: string): Promise<DocumentRef> {
  for (const change of await changesOf(connector)) if (change.type === 'upsert' && change.ref.id === id) return change.ref
  throw new Error(`${id} is not listed`)
}

/** Moves the folder away and puts an empty one in its place, as unmounting does. */
export async function exchangeRoot(fixture: Fixture): Promise<void> {
  await rename(fixture.root, `${fixture.root}-away`)
  await mkdir(fixture.root)
}

/** A moment that is over, so that versions are certain. */
export const backdate = (path: string, date = new Date('2020-02-02T02:02:02.125Z')) => utimes(path, date, date)

export const problemOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => String((error as { problem?: string }).problem ?? error),
  )
