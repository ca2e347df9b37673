import type { After } from '../../shared/after.ts'
import type { Alert } from '../../shared/model.ts'
import { type AlertRow, dismissAlert, dropAlerts, knownAlerts, resolveAlert, saveAlert, tellAlert, toAlert } from '../store/alerts.ts'
import { listSources } from '../store/sources.ts'
import type { Store } from '../store/store.ts'
import { type Cause, causesOf } from './causes.ts'

/** Tells people about what only they can put right: once, again after ever longer times, and no more when it is over. */
export interface Alerts {
  /** Looks at everything again: what is new is told, what is over is gone. `tried` is a source whose run just ended. */
  reconsider(tried?: string): void
  /** What is wrong now and was not dismissed, the latest first. */
  list(): readonly Alert[]
  /** Out of sight, and not told again, until it is over and comes back. False if there is no such alert. */
  dismiss(id: number): boolean
  close(): void
}

export interface AlertsOptions {
  readonly store: Store
  readonly now: () => Date
  readonly after: After
  /** Free on the disk of the index, in bytes. */
  readonly freeBytes: () => number
  /** Shows it outside the window: a notification of the system. */
  readonly notify: (alert: Alert) => void
  /** The list changed; `told` is the one a person is to hear about now. */
  readonly changed: (told: Alert | null) => void
  readonly log: { warn(fields: object, message: string): void; info(fields: object, message: string): void }
  /** False where nobody would read it, as in a single command: then nothing new is raised, and what is over goes. */
  readonly telling: boolean
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** How long an alert rests after it was told once, twice, …; also when its cause came and went meanwhile. */
const restDays = [1, 3, 7]

/** Looks once a minute and whenever it is told to. The first look waits a minute, until the sources were asked. */
export function createAlerts(options: AlertsOptions): Alerts {
  const { store, now, log } = options
  const tried = new Set<string>()
  let cancel = () => {}

  const reconsider = (source?: string) => {
    if (source !== undefined) tried.add(source)
    const known = knownAlerts(store)
    const find = (cause: Pick<Cause, 'kind' | 'source'>) => known.find((row) => row.kind === cause.kind && row.source === cause.source)
    const low = find({ kind: 'disk-low', source: null })
    const { causes, uncertain } = causesOf({
      sources: listSources(store),
      tried: (id) => tried.has(id),
      freeBytes: options.freeBytes(),
      wasLow: low !== undefined && low.resolvedAt === null,
    })
    let changed = false
    for (const row of known) {
      const lasts = causes.some((cause) => cause.kind === row.kind && cause.source === row.source)
      if (row.resolvedAt !== null || lasts || (row.source !== null && uncertain.has(row.source))) continue
      resolveAlert(store, row.id, now())
      if (row.raisedAt === null) continue
      log.info({ alert: row.kind, source: row.source ?? undefined }, 'an alert is over')
      changed = true
    }
    if (options.telling) for (const cause of causes) changed = raise(cause, find(cause)) || changed
    dropAlerts(store, new Date(now().getTime() - restDays.at(-1)! * dayMs))
    if (changed) options.changed(null)
  }

  /** Writes the cause down, and tells it when it is time to. True if the list shows something else now. */
  const raise = (cause: Cause, before: AlertRow | undefined): boolean => {
    const at = now().getTime()
    const anew = before === undefined || before.resolvedAt !== null
    const since = anew ? at : before.since
    const ripe = at - since >= cause.patienceMs
    const row = saveAlert(store, { ...cause, since, raisedAt: ripe ? (anew ? at : (before.raisedAt ?? at)) : null, anew })
    if (!ripe) return false
    if (!row.dismissed && at >= restsUntil(row)) {
      const told = toAlert(tellAlert(store, row.id, now()))
      log.warn({ alert: told.kind, source: told.source ?? undefined, params: told.said.params, times: told.times }, 'alert')
      options.notify(told)
      options.changed(told)
      return false
    }
    return anew || before.raisedAt === null || JSON.stringify(before.said) !== JSON.stringify(row.said)
  }

  const later = () => {
    cancel = options.after(minuteMs, () => {
      try {
        reconsider()
      } catch (error) {
        log.warn({ error }, 'alerts could not be looked at')
      }
      later()
    })
  }
  if (options.telling) later()
  return {
    reconsider,
    list: () => knownAlerts(store).filter(isOpen).map(toAlert),
    dismiss: (id) => {
      const done = dismissAlert(store, id)
      if (done) options.changed(null)
      return done
    },
    close: () => cancel(),
  }
}

const isOpen = (row: AlertRow): row is AlertRow & { readonly raisedAt: number } =>
  row.raisedAt !== null && row.resolvedAt === null && !row.dismissed

const restsUntil = ({ times, lastToldAt }: AlertRow): number =>
  lastToldAt === null ? 0 : lastToldAt + restDays[Math.min(times, restDays.length) - 1]! * dayMs
