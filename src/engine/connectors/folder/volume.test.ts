import { expect, it } from 'vitest'
import { typeInMountinfo, typeInMountList, volumeOfType } from './volume.ts'

const mountinfo = `27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:44 / /home/ana/My\\040Share rw,relatime shared:9 - cifs //nas/ana rw,vers=3.1.1
31 27 0:45 / /mnt/usb rw - vfat /dev/sdb1 rw
32 31 0:46 / /mnt/usb rw - ext4 /dev/sdc1 rw
33 27 0:47 / /home/ana/cloud rw - fuse.rclone remote: rw
34 27 8:9 / /data rw - fuseblk /dev/sdd1 rw
`

it.each([
  ['/home/ana/notes', 'ext4'],
  ['/home/ana/My Share', 'cifs'],
  ['/home/ana/My Share/deep/down', 'cifs'],
  ['/home/ana/My Sharecroppers', 'ext4'],
  ['/mnt/usb/x', 'ext4'],
  ['/home/ana/cloud/x', 'fuse.rclone'],
])('%s lies on %s, by the table of Linux', (path, type) => {
  expect(typeInMountinfo(mountinfo, path)).toBe(type)
})

it.each([
  ['/Volumes/Team (old)/x', 'smbfs'],
  ['/Users/ana/notes', 'apfs'],
])('%s lies on %s, by the list of macOS', (path, type) => {
  const list = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only)
/dev/disk3s5 on /System/Volumes/Data (apfs, local)
//ana@nas/Team on /Volumes/Team (old) (smbfs, nodev, nosuid, mounted by ana)
`
  expect(typeInMountList(list, path)).toBe(type)
})

it('tells shares from disks, and who counts blocks', () => {
  for (const type of ['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', '9p', 'fuse.sshfs', 'davfs']) expect(volumeOfType(type).kind).toBe('network')
  for (const type of ['ext4', 'btrfs', 'apfs', 'vfat', 'tmpfs', 'overlay', 'fuseblk', '']) expect(volumeOfType(type).kind).toBe('local')
  expect(volumeOfType('fuse.rclone').countsBlocks).toBe(false)
  expect(volumeOfType('cifs').countsBlocks).toBe(true)
})
