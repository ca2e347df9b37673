import { Cron } from 'croner'
import type { Schedule } from '../../shared/model.ts'
import type { ChangeSupport } from '../connectors/connector.ts'

/** What is known of a source's syncs; ms since 1970. */
export interface Past {
  /** When the schedule was chosen, or the source added. Nothing was missed before. */
  readonly since: number
  /** When the last run that came to its end began. */
  readonly ran: number | null
  /** When the last listing that came to its end began. */
  readonly listed: number | null
}

/** How changes of a source are found; `changes` is null while it has never been opened. */
export interface Ways {
  readonly watching: 'events' | 'polling' | 'no'
  readonly changes: ChangeSupport | null
}

/** When to sync next; in the past when that is overdue. `full` lists everything again. */
export interface Due {
  readonly at: number
  readonly full: boolean
}

const minute = 60_000
const hour = 60 * minute

/**
 * When a source is to be synced by itself, or null when it is not. However many times were missed, they are made up once.
 * `source` spreads the times of different sources, always by the same amount, so that what is shown is what happens. `zone` is an IANA
 * time zone for the cron expressions, the computer's own by default.
 */
export function nextDue(schedule: Schedule, source: string, ways: Ways, past: Past, now: number, zone?: string): Due | null {
  const sync = syncAt(schedule.sync, source, ways, past, now, zone)
  const listing = listingAt(schedule.reconcile, source, ways, past, now, zone)
  if (listing === null) return sync === null ? null : { at: sync, full: false }
  // On `auto`, listings follow the syncs: a source that is synced by hand or at given times is not touched at others.
  const follows = schedule.reconcile === 'auto' && schedule.sync !== 'auto'
  if (sync === null) return follows ? null : { at: listing, full: true }
  const at = follows ? sync : Math.min(sync, listing)
  return { at, full: listing <= Math.max(at, now) }
}

/** Whether all of the source should have been listed again by now; a sync that somebody asks for makes up for that. */
export function isListingDue(schedule: Schedule, source: string, ways: Ways, past: Past, now: number, zone?: string): boolean {
  const at = listingAt(schedule.reconcile, source, ways, past, now, zone)
  return at !== null && at <= now
}

function syncAt(when: string, source: string, ways: Ways, past: Past, now: number, zone?: string): number | null {
  if (when === 'manual') return null
  if (when !== 'auto') return cronAt(when, source, past.since, past.ran, now, zone)
  if (past.ran === null) return past.since
  return spaced(past.ran, source, now, ways.watching === 'no' ? 15 * minute : hour)
}

function listingAt(when: string, source: string, ways: Ways, past: Past, now: number, zone?: string): number | null {
  if (when === 'never') return null
  if (when !== 'auto') return cronAt(when, source, past.since, past.listed, now, zone)
  const every = reconcileMs(ways)
  return every === null ? null : spaced(past.listed ?? past.since, source, now, every)
}

/** A remote feed tells of everything, a `since` of no deletion; local events can get lost. Where every sync lists, nothing is left to find. */
function reconcileMs({ watching, changes }: Ways): number | null {
  if (changes === 'listing') return null
  return changes === 'feed' && watching !== 'events' ? 24 * hour : 6 * hour
}

/** A time in the future is a clock that was wrong then: it counts as just now. */
function spaced(last: number, source: string, now: number, every: number): number {
  const from = Math.min(last, now)
  return from + every + spread(source, from, every / 10)
}

/** How far ahead of the clock a time may be and still count: putting a clock right must not do what is planned for a time twice. */
const clockSlack = hour
/** At given times, sources start within this long of each other. */
const cronSpread = 30_000

function cronAt(pattern: string, source: string, since: number, last: number | null, now: number, zone?: string): number | null {
  const from = Math.max(last ?? 0, since)
  const next = cronNext(pattern, from > now + clockSlack ? now : from, zone)
  return next === null ? null : next + spread(source, next, cronSpread)
}

function cronNext(pattern: string, after: number, zone?: string): number | null {
  const cron = new Cron(pattern, { paused: true, mode: '5-part', ...(zone === undefined ? {} : { timezone: zone }) })
  return cron.nextRun(new Date(after))?.getTime() ?? null
}

/** True for a cron expression of five fields, or a nickname, that has a time to come. */
export function isCron(text: string): boolean {
  try {
    return /^(@[a-z]+|\S+( +\S+){4})$/.test(text) && cronNext(text, Date.UTC(2026, 0)) !== null
  } catch {
    return false
  }
}

const firstRetry = 30_000
const lastRetry = 15 * minute

/** How long to leave a source alone that could not be reached, or failed, this many times in a row. */
export function retryDelay(troubles: number, source: string): number {
  const delay = Math.min(lastRetry, firstRetry * 2 ** (troubles - 1))
  return delay + spread(source, troubles, delay / 10)
}

/** A number from 0 to below `span`, always the same for the same source and time (FNV-1a). */
function spread(source: string, at: number, span: number): number {
  let hash = 0x811c9dc5
  for (const char of `${source} ${at}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return Math.floor((hash / 2 ** 32) * span)
}
