import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { FolderListing } from '../../shared/api.ts'
import type { Json } from '../../shared/json.ts'
import { MagpieError } from '../../shared/problem.ts'

/** A folder's settings with its path made absolute, and the engine's own home kept out of an index of itself. */
export function folderSettings(engineHome: string, given: Readonly<Record<string, Json>>): Record<string, Json> {
  const text = typeof given.path === 'string' ? given.path.trim() : ''
  const path = resolve(text === '~' || text.startsWith(`~${sep}`) ? join(homedir(), text.slice(1)) : text)
  const home = resolve(engineHome)
  if (text !== '' && (path === home || path.startsWith(home + sep))) throw new MagpieError('folder-contains-home', { path })
  if (!home.startsWith(path + sep)) return { ...given, path: text === '' ? '' : path }
  const exclude = Array.isArray(given.exclude) ? given.exclude : []
  const own = `${relative(path, home).split(sep).join('/')}/**`
  return { ...given, path, exclude: exclude.includes(own) ? exclude : [...exclude, own] }
}

/** Folders to choose from. A window in a browser sees the person's own folders and mounted disks, nothing else. */
export function listFolders(asked: string | undefined): FolderListing {
  const roots = [homedir(), '/media', '/mnt', '/run/media', '/Volumes']
  const path = resolve(asked === undefined || asked === '' ? homedir() : asked.startsWith('~') ? join(homedir(), asked.slice(1)) : asked)
  if (!roots.some((root) => path === root || path.startsWith(root + sep))) return { path, parent: null, folders: [] }
  const parent = roots.includes(path) ? null : dirname(path)
  try {
    const folders = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort((a, b) => a.localeCompare(b))
    return { path, parent, folders }
  } catch {
    return { path, parent, folders: [] }
  }
}
