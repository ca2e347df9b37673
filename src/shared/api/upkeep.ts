import { z } from 'zod'
import type { Caller } from '../api.ts'
import type { Alert } from '../model/alerts.ts'
import type { LogEntry } from '../model/log.ts'
import type { BackupReport, DoctorCheck } from '../model/status.ts'
import type { Overview } from '../overview.ts'
import { id, none } from './inputs.ts'

export const upkeepCalls = {
  'engine.info': none,
  'settings.get': none,
  'settings.set': z.object({ key: z.string(), value: z.string() }).strict(),
  overview: none,
  /** A copy of the whole index as one file, while everything goes on. */
  backup: z.object({ path: z.string().min(1).max(4_096) }).strict(),
  /** Puts a backup in the index's place. Calls made meanwhile wait. */
  restore: z.object({ path: z.string().min(1).max(4_096) }).strict(),
  /** Deletes everything that Magpie knows: index, sources, settings, log. The originals are not touched. */
  erase: z.object({ everything: z.literal(true) }).strict(),
  'alerts.list': none,
  'alerts.dismiss': z.object({ id: z.number().int() }).strict(),
  'log.read': z
    .object({
      before: z.number().optional(),
      after: z.number().optional(),
      limit: z.number().int().min(1).max(1_000).default(200),
      level: z.enum(['debug', 'info', 'warn', 'error']).optional(),
      source: id.optional(),
    })
    .strict(),
  'log.export': none,
  doctor: none,
} as const

export interface EngineInfo {
  readonly version: string
  readonly home: string
  readonly host: Caller
  readonly node: string
  readonly pid: number
  /** Of the computer's processor. */
  readonly cores: number
  /** What this host can do beyond the engine, so that a window hides what it cannot: `pick-folder`, `open-path`. */
  readonly capabilities: readonly string[]
}

export interface Settings {
  /** `auto`, or a model's folder name. */
  readonly model: string
  readonly theme: 'system' | 'light' | 'dark'
  /** Of the window; `auto` is the computer's. */
  readonly language: 'auto' | 'en' | 'de'
  /** Threads for embedding, 1 to the number of cores. */
  readonly threads: number
  readonly keywordPlan: 'auto' | 'plain' | 'rarer-half'
  /** Whether words in pictures are looked for, on this computer. Slow. */
  readonly ocr: 'on' | 'off'
  /** On battery: follow changes gently, wait for the mains, or go on as ever. */
  readonly onBattery: 'gently' | 'wait' | 'go-on'
  /** On a network that is paid by the byte: sources beyond this computer wait, or go on as ever. */
  readonly onMetered: 'wait' | 'go-on'
  /** `system`, `none`, a proxy's URL, or `pac+` with the URL of a PAC file. */
  readonly proxy: string
  /** A file with certificates (PEM) to trust besides the computer's own; empty for none. */
  readonly certificates: string
  /** A run gives up on a source that goes wrong for so many documents one after the other; 0 never. */
  readonly errorsInARow: number
  /** The same for a share of the last hundred documents, in percent; 0 never. */
  readonly errorsPercent: number
  /** Where the web host receives hooks, on this computer only. */
  readonly hooksPort: number
}

export interface UpkeepResults {
  'engine.info': EngineInfo
  'settings.get': Settings
  'settings.set': Settings
  overview: Overview
  backup: BackupReport
  restore: BackupReport
  erase: Record<string, never>
  'alerts.list': readonly Alert[]
  'alerts.dismiss': { readonly dismissed: boolean }
  /** Newest first. */
  'log.read': readonly LogEntry[]
  /** Everything kept, oldest first, as JSON lines. */
  'log.export': { readonly fileName: string; readonly text: string }
  doctor: { readonly ok: boolean; readonly checks: readonly DoctorCheck[] }
}
