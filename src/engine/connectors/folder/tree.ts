import type { BigIntStats } from 'node:fs'
import type { Log } from '../connector.ts'
import type { Looks } from './looks.ts'
import type { FolderSettings } from './settings.ts'
import type { Volume } from './volume.ts'

/** The folder that is indexed, and how it is looked at. */
export interface Tree {
  readonly root: string
  /** The root with its own links resolved; links below it may name either. */
  readonly realRoot: string
  readonly settings: FolderSettings
  readonly volume: Volume
  readonly looks: Looks
  readonly now: () => Date
  readonly log: Log
}

/** Looks at a file without following a link or opening anything. A port, so that tests can show what this disk lacks. */
export type Lstat = (path: string | Buffer) => Promise<BigIntStats>

/** The code of a failed system call, such as `ENOENT`. */
export const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** True when the error says that nothing is there. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errnoOf(error))

/** True when the error says that the user may not. */
export const isForbidden = (error: unknown): boolean => ['EACCES', 'EPERM'].includes(errnoOf(error))
