import { availableParallelism } from 'node:os'
import { isAbsolute } from 'node:path'
import type { Settings } from '../../shared/api.ts'
import { MagpieError } from '../../shared/problem.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** As read last: every document that is read asks, and nobody else writes to an open store. */
const current = new WeakMap<Store['db'], Settings>()

/** Preferences, with defaults where nobody chose. A stored value that is no longer allowed counts as not chosen. */
export function readSettings(store: Store): Settings {
  const settings = current.get(store.db) ?? storedSettings(store)
  current.set(store.db, settings)
  return settings
}

function storedSettings(store: Store): Settings {
  const stored = new Map(
    prepared<{ key: string; value: string }>(store, 'select key, value from setting')
      .all()
      .map(({ key, value }) => [key, value]),
  )
  const chosen = (key: keyof Settings) => {
    const value = stored.get(key)
    return value === undefined ? null : parsers[key](value)
  }
  return { ...defaults(), ...Object.fromEntries(keys.flatMap((key) => (chosen(key) === null ? [] : [[key, chosen(key)]]))) }
}

/**
 * Changes one preference, given as text. `models` are the installed ones. Throws `setting-unknown`, `setting-invalid`,
 * `model-unknown`.
 */
export function writeSetting(store: Store, key: string, value: string, models?: readonly string[]): void {
  if (!isKey(key)) throw new MagpieError('setting-unknown', { key, known: keys.join(', ') })
  if (parsers[key](value) === null) throw new MagpieError('setting-invalid', { key, value, allowed: choices[key] })
  if (key === 'model' && value !== 'auto' && models !== undefined && !models.includes(value))
    throw new MagpieError('model-unknown', { name: value, known: ['auto', ...models].join(', ') })
  prepared(store, 'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value').run(key, value)
  current.delete(store.db)
}

const cores = availableParallelism()

/** Half the cores, so that the machine stays a person's own, but two where there are two: one would be idle half the time. */
const defaults = (): Settings => ({
  model: 'auto',
  theme: 'system',
  language: 'auto',
  threads: Math.min(cores, Math.max(2, cores >> 1)),
  keywordPlan: 'auto',
  ocr: 'off',
  onBattery: 'gently',
  onMetered: 'wait',
  proxy: 'system',
  certificates: '',
  errorsInARow: 10,
  errorsPercent: 15,
  hooksPort: 27_424,
})

/** A whole number from 0 on. */
const upTo =
  (most: number) =>
  (text: string): number | null =>
    /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : null

const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (text: string): T | null =>
    values.find((value) => value === text) ?? null

/** What the stored text means; null when it means nothing. */
const parsers: { readonly [K in keyof Settings]: (text: string) => Settings[K] | null } = {
  model: (text) => (/^[\w.-]{1,100}$/.test(text) ? text : null),
  theme: oneOf('system', 'light', 'dark'),
  language: oneOf('auto', 'en', 'de'),
  threads: (text) => (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= cores ? Number(text) : null),
  keywordPlan: oneOf('auto', 'plain', 'rarer-half'),
  ocr: oneOf('on', 'off'),
  onBattery: oneOf('gently', 'wait', 'go-on'),
  onMetered: oneOf('wait', 'go-on'),
  // No name and password in it: settings are no place for secrets.
  proxy: (text) => (/^(system|none|((pac\+)?https?|pac\+file|socks5):\/\/[^\s@]+)$/.test(text) ? text : null),
  certificates: (text) => (text === '' || isAbsolute(text) ? text : null),
  errorsInARow: upTo(1_000),
  errorsPercent: upTo(100),
  // Below 1024 needs rights that Magpie should not have.
  hooksPort: (text) => (/^\d{4,5}$/.test(text) && Number(text) >= 1_024 && Number(text) <= 65_535 ? Number(text) : null),
}
const keys = Object.keys(parsers) as (keyof Settings)[]
const isKey = (key: string): key is keyof Settings => Object.hasOwn(parsers, key)

const choices: Readonly<Record<keyof Settings, string>> = {
  model: 'auto, or the name of a model',
  theme: 'system, light, dark',
  language: 'auto, en, de',
  threads: `1 to ${cores}`,
  keywordPlan: 'auto, plain, rarer-half',
  ocr: 'on, off',
  onBattery: 'gently, wait, go-on',
  onMetered: 'wait, go-on',
  proxy: 'system, none, http://host:port, https://host:port, socks5://host:port, pac+http://…, pac+file:///…, without a password',
  certificates: 'nothing, or the absolute path of a PEM file',
  errorsInARow: '0 (never) to 1000',
  errorsPercent: '0 (never) to 100',
  hooksPort: '1024 to 65535',
}
