import { accessSync, constants, lstatSync, realpathSync } from 'node:fs'
import { access, lstat, realpath } from 'node:fs/promises'
import type { Lstat } from './tree.ts'
import type { Volume } from './volume.ts'

/** How single files are looked at. None of these opens one. */
export interface Looks {
  readonly lstat: Lstat
  /** The path with its links resolved. */
  realpath(path: string | Buffer): Promise<Buffer>
  /** Rejects unless the user may read the file. */
  mayRead(path: string | Buffer): Promise<void>
}

/** A share may take its time, or never answer: others than the engine's own thread wait for it. */
const patient: Looks = {
  lstat: (path) => lstat(path, { bigint: true }),
  realpath: (path) => realpath(path, 'buffer'),
  mayRead: (path) => access(path, constants.R_OK),
}

/** On a local disk a look takes microseconds; handing it to another thread and waiting for that costs twenty times as much. */
const direct: Looks = {
  lstat: async (path) => lstatSync(path, { bigint: true }),
  realpath: async (path) => realpathSync.native(path, 'buffer'),
  mayRead: async (path) => accessSync(path, constants.R_OK),
}

export const looksAt = (volume: Volume): Looks => (volume.kind === 'local' ? direct : patient)
