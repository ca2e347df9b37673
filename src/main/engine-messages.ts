import type { Settings } from '../shared/api.ts'
import type { Json } from '../shared/json.ts'
import type { Alert } from '../shared/model.ts'

/** What Electron's main and the engine's process say to each other beside the ports they pass. */
export type ToEngine =
  /** With a port: one more window. */
  | { readonly type: 'window' }
  /** With a port: main itself, as a caller. */
  | { readonly type: 'main' }
  /** With a port: the child that was asked for. */
  | { readonly type: 'spawned'; readonly id: number; readonly pid: number }
  | { readonly type: 'exited'; readonly id: number }
  | { readonly type: 'close' }
  | { readonly type: 'power'; readonly power: PowerState }

/** What Electron's main knows of the computer. */
export interface PowerState {
  readonly onBattery: boolean
  readonly hot: boolean
}

export type FromEngine =
  | { readonly type: 'spawn'; readonly id: number; readonly kind: string; readonly args: { readonly [key: string]: Json } }
  | { readonly type: 'kill'; readonly id: number }
  /** To be shown as a notification of the system. */
  | { readonly type: 'notify'; readonly alert: Alert; readonly language: Settings['language'] }

/** What the engine's process is started with, as JSON in its last argument. */
export interface EngineProcessArgs {
  readonly home: string
  readonly resources: string
  readonly version: string
}
