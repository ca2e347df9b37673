import { describe, expect, it } from 'vitest'
import { type Surroundings, unsafeReason } from './unsafe-place.ts'

const linux: Surroundings = { platform: 'linux', homedir: '/home/ada', fsType: 0xef53, mounts: '', holds: () => false }
const mac: Surroundings = { ...linux, platform: 'darwin', homedir: '/Users/ada', fsType: null }
const windows: Surroundings = { ...linux, platform: 'win32', homedir: 'C:\\Users\\ada', fsType: null, mounts: null }

describe('a place for the index', () => {
  it.each([
    ['/home/ada/.local/share/magpie', linux],
    ['/home/ada/my dropbox notes/magpie', linux],
    ['/srv/sync/magpie', linux],
    ['/home/ada/work/box/magpie', linux],
    ['/Users/ada/Library/Application Support/Magpie', mac],
    ['C:\\Users\\ada\\AppData\\Local\\Magpie', windows],
    ['\\\\?\\C:\\Users\\ada\\Magpie', windows],
  ])('may be %s', (path, around) => {
    expect(unsafeReason(path, around)).toBeNull()
  })

  it.each([
    ['/home/ada/Dropbox/magpie', linux, 'Dropbox'],
    ['/home/ada/Dropbox (Personal)/magpie', linux, 'Dropbox (Personal)'],
    ['/home/ada/Nextcloud/x', linux, 'Nextcloud'],
    ['/home/ada/Sync/magpie', linux, 'Sync'],
    ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/magpie', mac, 'Mobile Documents'],
    ['/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive', mac, 'CloudStorage'],
    ['C:\\Users\\ada\\OneDrive\\magpie', windows, 'OneDrive'],
    ['C:\\Users\\ada\\OneDrive - Contoso Ltd\\magpie', windows, 'OneDrive - Contoso Ltd'],
    ['C:\\Users\\ada\\iCloudDrive\\magpie', windows, 'iCloudDrive'],
    ['G:\\Google Drive\\magpie', windows, 'Google Drive'],
    ['\\\\nas\\home\\magpie', windows, 'SMB'],
  ])('is not %s', (path, around, reason) => {
    expect(unsafeReason(path, around)).toBe(reason)
  })

  it('is not a person’s own folder, nor the root of a disk', () => {
    expect(unsafeReason('/home/ada', linux)).toBe('/home/ada')
    expect(unsafeReason('/', linux)).toBe('/')
  })

  it('is not below a folder that a sync client has marked as its own', () => {
    const holds = (folder: string, entry: string) => folder === '/data/shared' && entry === '.stfolder'
    expect(unsafeReason('/data/shared/deep/magpie', { ...linux, holds })).toBe('/data/shared')
    expect(unsafeReason('/data/magpie', { ...linux, holds })).toBeNull()
  })

  it.each([
    ['NFS', 0x6969],
    ['SMB', 0xff534d42 | 0],
    ['SMB', 0xfe534d42],
    ['9P', 0x01021997],
  ])('is not on %s', (name, fsType) => {
    expect(unsafeReason('/mnt/nas/magpie', { ...linux, fsType })).toBe(name)
  })

  it('may be on a local disk that FUSE drives, and not on a remote one', () => {
    const mounts = [
      '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '40 22 0:50 / /mnt/my\\040disk rw - fuseblk /dev/sdb1 rw',
      '41 22 0:51 / /mnt/server rw,nosuid shared:7 master:2 - fuse.sshfs ada@server:/ rw',
    ].join('\n')
    const fuse = { ...linux, fsType: 0x65735546, mounts }
    expect(unsafeReason('/mnt/my disk/magpie', fuse)).toBeNull()
    expect(unsafeReason('/mnt/server/magpie', fuse)).toBe('fuse.sshfs')
    expect(unsafeReason('/mnt/server2/magpie', fuse)).toBeNull()
  })

  it('is not on a share that macOS has mounted', () => {
    const mounts = [
      '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
      '//ada@nas/home on /Volumes/home (smbfs, nodev, nosuid, mounted by ada)',
      '/dev/disk5s1 on /Volumes/Backup (1) (apfs, local)',
    ].join('\n')
    expect(unsafeReason('/Volumes/home/magpie', { ...mac, mounts })).toBe('smbfs')
    expect(unsafeReason('/Volumes/Backup (1)/magpie', { ...mac, mounts })).toBeNull()
  })
})
