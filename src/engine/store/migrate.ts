import type { Database } from 'better-sqlite3'
import { MagpieError } from '../../shared/problem.ts'
import { sql as first } from './migrations/001-first.ts'
import { sql as alerts } from './migrations/002-alerts.ts'
import { sql as schedules } from './migrations/003-schedules.ts'
import { sql as searches } from './migrations/004-searches.ts'
import { sql as parts } from './migrations/005-parts.ts'
import { sql as removals } from './migrations/006-removals.ts'
import { sql as choices } from './migrations/007-choices.ts'
import { sql as hooks } from './migrations/008-hooks.ts'
import { sql as credentials } from './migrations/009-credentials.ts'
import { sql as saidOf } from './migrations/010-described.ts'
import { sql as ruleTraits } from './migrations/011-rule-traits.ts'
import { sql as fewerMerges } from './migrations/012-fewer-merges.ts'

/** In order. One that was released is never changed; the database's `user_version` is how many of them it has seen. */
export const migrations: readonly string[] = [
  first,
  alerts,
  schedules,
  searches,
  parts,
  removals,
  choices,
  hooks,
  credentials,
  saidOf,
  ruleTraits,
  fewerMerges,
]

/** Brings the database to today's schema, all or nothing. Throws `home-too-new` when a later Magpie wrote it. */
export function migrate(db: Database, home: string, steps: readonly string[] = migrations): void {
  db.transaction(() => {
    const version = schemaVersion(db)
    if (version > steps.length) throw new MagpieError('home-too-new', { home, version, known: steps.length })
    for (const step of steps.slice(version)) db.exec(step)
    db.pragma(`user_version = ${steps.length}`)
  }).immediate()
}

export const schemaVersion = (db: Database): number => db.pragma('user_version', { simple: true }) as number
