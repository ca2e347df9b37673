import type { BigIntStats } from 'node:fs'
import type { Volume } from './volume.ts'

/** NTFS and ext4 keep the bytes of smaller files in the file's own record, in no block. */
const mayBeInlineBytes = 700n

/**
 * True for a file whose bytes lie elsewhere until someone opens it (OneDrive, iCloud, Dropbox): it has a size and no
 * blocks. A sparse file without any data looks the same, and has nothing to read either.
 */
export const isPlaceholder = (stats: BigIntStats, volume: Volume): boolean =>
  volume.countsBlocks && stats.blocks === 0n && stats.size > mayBeInlineBytes
