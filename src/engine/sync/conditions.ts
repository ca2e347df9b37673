import type { Said, Yielding } from '../../shared/model.ts'

/** What a host knows of the computer right now. What it cannot tell is as if all were well. */
export interface Conditions {
  /** Charge from 0 to 1 while the computer runs on its battery; null on mains, or without one. */
  readonly battery: number | null
  /** The computer is slowing itself down because it is hot. */
  readonly hot: boolean
  /** Bytes free on the disk that holds the home; null when unknown. */
  readonly freeBytes: number | null
  /** The network is paid by the byte, such as a phone's. */
  readonly metered: boolean
}

export const allWell: Conditions = { battery: null, hot: false, freeBytes: null, metered: false }

/** What people chose about yielding. */
export interface YieldSettings {
  /** `gently`: changes are followed a document at a time, listings and long embedding wait. */
  readonly onBattery: 'gently' | 'wait' | 'go-on'
  /** Sources on the network, while it is paid by the byte. */
  readonly onMetered: 'wait' | 'go-on'
}

/** What background work may do. What a person asks for is always done. */
export interface Restraint {
  readonly yielding: Yielding | null
  readonly said: Said | null
  readonly sync: 'go' | 'gently' | 'wait'
  /** Listing all of a source again. */
  readonly listing: boolean
  /** Sources beyond this computer's own disks. */
  readonly network: boolean
  /** `short`: a few new documents, but no long queue. */
  readonly embed: 'go' | 'short' | 'wait'
}

export const free: Restraint = { yielding: null, said: null, sync: 'go', listing: true, network: true, embed: 'go' }

/** Below this the index itself is in danger: SQLite needs room to commit and to tidy up. */
export const leastFreeBytes = 1e9
/** Once work waits for room, it waits until there is clearly enough. */
const enoughFreeBytes = 1.2e9
const lowBattery = 0.2
const enoughBattery = 0.25

/**
 * The strictest of what the conditions ask for. `before` is the last answer: what yields goes on only when things are clearly better, so that a
 * value that wavers does not start and stop everything.
 */
export function restraintOf(conditions: Conditions, settings: YieldSettings, before: Restraint = free): Restraint {
  const { battery, hot, freeBytes, metered } = conditions
  const waited = before.sync === 'wait' ? before.yielding : null
  if (freeBytes !== null && freeBytes < (waited === 'disk' ? enoughFreeBytes : leastFreeBytes))
    return { ...free, yielding: 'disk', said: said('yield-disk', { free: freeBytes }), sync: 'wait', listing: false, embed: 'wait' }
  if (battery !== null && settings.onBattery !== 'go-on') {
    const low = battery < (waited === 'battery' ? enoughBattery : lowBattery)
    if (low || settings.onBattery === 'wait') {
      const code = low ? 'yield-battery-low' : 'yield-battery-wait'
      return { ...free, yielding: 'battery', said: said(code, { level: battery }), sync: 'wait', listing: false, embed: 'wait' }
    }
  }
  const network = !metered || settings.onMetered === 'go-on'
  if (hot) return { ...free, yielding: 'heat', said: said('yield-heat'), sync: 'gently', listing: false, network, embed: 'wait' }
  if (battery !== null && settings.onBattery === 'gently')
    return { ...free, yielding: 'battery', said: said('yield-battery'), sync: 'gently', listing: false, network, embed: 'short' }
  return network ? free : { ...free, yielding: 'metered', said: said('yield-metered'), network }
}

const said = (code: string, params: Said['params'] = {}): Said => ({ code, params })
