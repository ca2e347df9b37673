import type { BigIntStats } from 'node:fs'
import type { Volume } from './volume.ts'

/**
 * Differs whenever a file's content may. The change time catches edits that put the modification time back; the file's
 * number catches a file put in another's place, where numbers are the disk's own.
 */
export const versionOf = (stats: BigIntStats, volume: Volume): string =>
  [stats.size, stats.mtimeNs, stats.ctimeNs, ...(volume.kind === 'local' ? [stats.ino] : [])].join(':')

/** Finds a file again under another name. Numbers are given anew after a deletion, so the birth time must fit as well. */
export const fingerprintOf = (stats: BigIntStats, volume: Volume): string | null =>
  volume.kind === 'local' && stats.birthtimeNs > 0n ? `${stats.dev}:${stats.ino}:${stats.birthtimeNs}` : null

const secondNs = 1_000_000_000n

/** How long after a write a second one could bear the same time, in ms. */
const ticks = {
  /** The tick of the kernel's clock, with room to spare. */
  fine: 100,
  /** FAT counts in two seconds, HFS+ and ext3 in one. */
  wholeSeconds: 3_000,
  /** The server's clock sets the time and may be wrong by this much. */
  network: 60_000,
}

/**
 * True while another write could leave the version as it is, so that only the content can tell. A time of whole seconds
 * gives a coarse disk away, whatever the file system is called.
 */
export function isUncertain(stats: BigIntStats, volume: Volume, now: Date): boolean {
  const tick = volume.kind === 'network' ? ticks.network : stats.mtimeNs % secondNs === 0n ? ticks.wholeSeconds : ticks.fine
  return Math.abs(now.getTime() - Number(stats.mtimeNs / 1_000_000n)) <= tick
}

/** What ISO 8601 can say with a year of four digits, in ms. */
const earliest = Date.parse('0001-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** A disk's time as ISO 8601; damaged ones are brought to the nearest that can be written. */
export const timeOf = (ns: bigint): string => new Date(Math.min(latest, Math.max(earliest, Number(ns / 1_000_000n)))).toISOString()
