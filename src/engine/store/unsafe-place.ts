/** What deciding about a place needs to know of the machine. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly homedir: string
  /** Type of the file system that holds the place, as statfs gives it; null where that says nothing. */
  readonly fsType: number | null
  /** `/proc/self/mountinfo` on Linux, the output of `mount` on macOS; null where there is neither. */
  readonly mounts: string | null
  /** Whether a folder holds an entry of this name. */
  readonly holds: (folder: string, entry: string) => boolean
}

/**
 * Why a database must not lie at this absolute path: the name of the cloud folder or network file system; null when
 * nothing speaks against it. A sync client copies a database and its log at different moments, and a network share does
 * not lock or share memory as SQLite needs it.
 */
export function unsafeReason(path: string, around: Surroundings): string | null {
  const parts = path.split(/[\\/]/).filter((part) => part !== '')
  if (around.platform === 'win32' && /^[\\/]{2}(?![?.][\\/])/.test(path)) return 'SMB'
  if (parts.length === 0 || samePath(path, around.homedir)) return path
  return cloudFolder(path, parts, around) ?? networkMount(path, around)
}

/** As the clients name their folders; some add the account or team. */
const cloudNames =
  /^(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|googledrive-.+|icloud ?drive|com~apple~clouddocs|mobile documents|cloudstorage|nextcloud|owncloud|p ?cloud ?drive|box sync|megasync|proton ?drive|tresorit|seafile|synologydrive|yandex\.disk|creative cloud files|amazon drive)$/i

/** Names too common to mean a sync client anywhere but directly below the person's own folder. */
const cloudNamesAtHome = /^(box|sync|mega|pcloud)$/i

/** Files that a sync client keeps at the root of what it syncs. */
const cloudMarkers = ['.stfolder', '.owncloudsync.log', '.nextcloudsync.log', '.tmp.driveupload', '.dropbox.cache']

function cloudFolder(path: string, parts: readonly string[], { homedir, holds }: Surroundings): string | null {
  const named = parts.find((part) => cloudNames.test(part))
  if (named !== undefined) return named
  const below = pathParts(homedir).length
  const first = parts[below]
  if (first !== undefined && cloudNamesAtHome.test(first) && isUnder(path, homedir)) return first
  const separator = path.includes('\\') ? '\\' : '/'
  const lead = path.startsWith('/') ? '/' : ''
  for (let length = parts.length; length > 0; length--) {
    const folder = lead + parts.slice(0, length).join(separator)
    if (cloudMarkers.some((marker) => holds(folder, marker))) return folder
  }
  return null
}

/** f_type of statfs(2), from the kernel's include/uapi/linux/magic.h and the file systems' own headers. */
const networkTypes: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'SMB',
  4266872130: 'SMB',
  16914839: '9P',
  1397113167: 'AFS',
  1799439955: 'AFS',
  1937076805: 'Coda',
  12805120: 'Ceph',
  198183888: 'Lustre',
  2020557398: 'VirtualBox share',
}
const fuse = 0x65735546

/** FUSE carries local file systems too (NTFS, encrypted folders); only these are remote or synced. */
const remoteFuse =
  /^fuse\.(sshfs|rclone|gvfsd-fuse|gvfs-fuse-daemon|s3fs|davfs2?|glusterfs|google-drive-ocamlfuse|onedriver|vmhgfs-fuse|smbnetfs|curlftpfs|kio-fuse|juicefs|goofys)$/
const remoteOnMac = /^(smbfs|nfs|afpfs|webdav|ftp|cifs)$/

function networkMount(path: string, { platform, fsType, mounts }: Surroundings): string | null {
  if (platform === 'darwin') {
    const type = mountedAt(path, mounts ?? '', /^.+ on (.+) \(([^,)]+)/)
    return type !== null && remoteOnMac.test(type) ? type : null
  }
  if (platform === 'win32' || fsType === null) return null
  // statfs gives the word signed on some machines.
  const type = fsType >>> 0
  if (type !== fuse) return networkTypes[type] ?? null
  const mounted = mountedAt(path, mounts ?? '', /^(?:\S+ ){4}(\S+) .*? - (\S+) /)
  return mounted !== null && remoteFuse.test(mounted) ? mounted : null
}

/** The type of the innermost mount that holds the path. `line` finds mount point and type in one line. */
function mountedAt(path: string, mounts: string, line: RegExp): string | null {
  let best: { readonly at: string; readonly type: string } | null = null
  for (const text of mounts.split('\n')) {
    const [, where, type] = line.exec(text) ?? []
    if (where === undefined || type === undefined) continue
    const at = where.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    if (isUnder(path, at) && (best === null || at.length >= best.at.length)) best = { at, type }
  }
  return best?.type ?? null
}

const pathParts = (path: string) => path.split(/[\\/]/).filter((part) => part !== '')
const samePath = (a: string, b: string) => pathParts(a).join('/') === pathParts(b).join('/')
const isUnder = (path: string, folder: string) => `${pathParts(path).join('/')}/`.startsWith(`${[...pathParts(folder), ''].join('/')}`)
