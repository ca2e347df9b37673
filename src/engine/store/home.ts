import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { MagpieError } from '../../shared/problem.ts'
import { type Surroundings, unsafeReason } from './unsafe-place.ts'

/** Where the index lies when nobody says otherwise: the platform's place for data that belongs to this computer. */
export function defaultHome(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Magpie')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Magpie')
  const data = process.env.XDG_DATA_HOME
  return join(data?.startsWith('/') ? data : join(homedir(), '.local', 'share'), 'magpie')
}

/**
 * Makes the data folder and closes it to other people. Throws `home-unsafe` when it lies where a database gets lost: in
 * a cloud-synced folder, on a network share, or when it is the person's own folder.
 */
export function prepareHome(home: string): void {
  const path = resolve(home)
  const reason = unsafeReason(path, surroundings(path)) ?? unsafeReason(realPlace(path), surroundings(path))
  if (reason !== null) throw new MagpieError('home-unsafe', { home: path, reason })
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (!statSync(path).isDirectory()) throw new Error('not a folder')
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o700)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new MagpieError(code === 'ENOSPC' ? 'disk-full' : 'home-unsafe', { home: path, reason: code ?? 'ENOTDIR' }, cause)
  }
}

function surroundings(path: string): Surroundings {
  return {
    platform: process.platform,
    homedir: homedir(),
    fsType: process.platform === 'linux' ? statfsSync(nearest(path)).type : null,
    mounts: mountTable(),
    holds: (folder, entry) => existsSync(join(folder, entry)),
  }
}

/** Through links and, on Windows, from a drive letter to the share behind it. */
function realPlace(path: string): string {
  const there = nearest(path)
  return join(realpathSync.native(there), path.slice(there.length))
}

/** The path itself, or the closest folder above it that exists. */
function nearest(path: string): string {
  let at = path
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at)
  return at
}

function mountTable(): string | null {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/self/mountinfo', 'utf8')
    if (process.platform === 'darwin') return execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 5_000 })
  } catch {
    // Without the table only what statfs says is known; a place that cannot be judged is allowed.
  }
  return null
}
