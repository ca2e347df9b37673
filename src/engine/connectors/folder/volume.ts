import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What kind of disk a folder lies on, which decides what its files' numbers mean and how it is watched. */
export interface Volume {
  /** On `network` others write unseen, file numbers may be made up, and clocks may differ. */
  readonly kind: 'local' | 'network'
  /** False where a file of no blocks may well hold bytes: file systems in user space rarely count them. */
  readonly countsBlocks: boolean
}

const local: Volume = { kind: 'local', countsBlocks: true }
const network: Volume = { kind: 'network', countsBlocks: true }

const networkTypes =
  /^(nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|afpfs|webdav|davfs\d?|ceph|glusterfs|lustre|9p|virtiofs|vboxsf|prl_fs|drvfs|macfuse|osxfuse|fuse(\..*)?)$/

/** By the name of its file system. `fuseblk` is a local disk driven from user space (NTFS, exFAT). */
export function volumeOfType(type: string): Volume {
  if (type === 'fuseblk') return { kind: 'local', countsBlocks: false }
  if (!networkTypes.test(type)) return local
  return /fuse/.test(type) ? { kind: 'network', countsBlocks: false } : network
}

/** The volume that holds an absolute path. What cannot be found out counts as local. */
export async function volumeOf(path: string, signal: AbortSignal): Promise<Volume> {
  try {
    if (process.platform === 'linux') return volumeOfType(typeInMountinfo(await readFile('/proc/self/mountinfo', 'utf8'), path))
    if (process.platform === 'darwin') return volumeOfType(typeInMountList((await run('/sbin/mount', [], { signal })).stdout, path))
    if (process.platform === 'win32') return await windowsVolume(path, signal)
  } catch {
    signal.throwIfAborted()
  }
  return local
}

const run = promisify(execFile)

/** `net use X:` succeeds for drives that stand for a share, in every language. */
async function windowsVolume(path: string, signal: AbortSignal): Promise<Volume> {
  if (path.startsWith('\\\\')) return network
  await run('net', ['use', path.slice(0, 2)], { signal, windowsHide: true })
  return network
}

/** The file system's name in Linux' table of mounts, see proc(5): mount point in field 5, type after the lone dash. */
export const typeInMountinfo = (table: string, path: string): string =>
  longest(
    path,
    table.split('\n').flatMap((line) => {
      const [before, after] = line.split(' - ')
      const point = before?.split(' ')[4]
      const unescaped = point?.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
      return unescaped === undefined || after === undefined ? [] : [[unescaped, after.split(' ')[0]!] as const]
    }),
  )

/** The same in the answer of macOS' `mount`: `//me@nas/share on /Volumes/share (smbfs, nodev)`. */
export const typeInMountList = (list: string, path: string): string =>
  longest(
    path,
    [...list.matchAll(/ on (.+) \(([^,)]+)[^)]*\)$/gm)].map(([, point, type]) => [point!, type!] as const),
  )

/** Of mounts over one another at the same point the last one counts. */
function longest(path: string, mounts: readonly (readonly [point: string, type: string])[]): string {
  let best: readonly [string, string] = ['', '']
  for (const mount of mounts) {
    const [point] = mount
    const holds = point === '/' || path === point || path.startsWith(`${point}/`)
    if (holds && point.length >= best[0].length) best = mount
  }
  return best[1]
}
