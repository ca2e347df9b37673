import type { After } from '../../shared/after.ts'
import type { GovernorStatus } from '../../shared/model.ts'
import type { PauseAll } from '../store/pause-all.ts'
import { type Conditions, free, type Restraint, restraintOf, type YieldSettings } from './conditions.ts'

/** Holds background work back: while somebody paused everything, and while the computer has better things to do. */
export interface Governor {
  status(): GovernorStatus
  /** What background work may do right now. */
  restraint(): Restraint
  /** Looks at the conditions and settings again, now. */
  look(): void
  /** Looks now and then, until closed. */
  keepLooking(): void
  close(): void
}

export interface GovernorParts {
  readonly conditions: () => Conditions
  readonly settings: () => YieldSettings
  readonly paused: () => PauseAll | null
  readonly after: After
  /** What may be done changed. */
  readonly changed: (governor: GovernorStatus) => void
}

/** How often the conditions are looked at. */
const lookMs = 15_000

export function createGovernor({ conditions, settings, paused, after, changed }: GovernorParts): Governor {
  let yields = restraintOf(conditions(), settings())
  let cancel = () => {}
  const restraint = () => (paused() === null ? yields : resting)
  const status = (): GovernorStatus => {
    const pause = paused()
    const { yielding, said } = yields
    if (pause === null) return { paused: false, pausedUntil: null, yielding, said }
    const pausedUntil = pause.until === null ? null : new Date(pause.until).toISOString()
    return { paused: true, pausedUntil, yielding, said: { code: 'all-paused', params: { until: pausedUntil } } }
  }
  const gist = () => JSON.stringify({ ...status(), said: status().said?.code })
  let told = gist()
  const look = () => {
    yields = restraintOf(conditions(), settings(), yields)
    if (gist() === told) return
    told = gist()
    changed(status())
  }
  const keepLooking = () => {
    cancel()
    cancel = after(lookMs, () => {
      look()
      keepLooking()
    })
  }
  return { status, restraint, look, keepLooking, close: () => cancel() }
}

const resting: Restraint = { ...free, sync: 'wait', listing: false, network: false, embed: 'wait' }
