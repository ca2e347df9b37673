import type { DoctorCheck } from '../../shared/model.ts'
import type { Store } from './store.ts'

/** Whether the index is sound: the file itself, its references, every document's chunks, and their words. Takes seconds per GB. */
export function checkStore(store: Store): readonly DoctorCheck[] {
  return [integrity(store), ...invariants.map((invariant) => counted(store, invariant))]
}

function integrity({ db }: Store): DoctorCheck {
  try {
    const found = (db.pragma('integrity_check(5)') as { integrity_check: string }[]).map((row) => row.integrity_check)
    const ok = found.length === 1 && found[0] === 'ok'
    return said('integrity', ok, ok ? '' : found.join('; '))
  } catch (error) {
    return said('integrity', false, (error as Error).message)
  }
}

interface Invariant {
  readonly name: string
  /** Counts the rows that break it. */
  readonly sql: string
}

const invariants: readonly Invariant[] = [
  { name: 'references', sql: 'select count(*) as n from pragma_foreign_key_check' },
  {
    name: 'chunks',
    sql: `select count(*) as n from document d where (d.state = 'searchable' or d.extractor is not null) and (
            not exists (select 1 from chunk c where c.document = d.id) or not exists (select 1 from text_block t where t.document = d.id))`,
  },
  {
    name: 'words',
    sql: `select (select count(*) from chunk c where not exists (select 1 from words_docsize w where w.id = c.id))
               + (select count(*) from words_docsize w where not exists (select 1 from chunk c where c.id = w.id)) as n`,
  },
  {
    // Every passage has a vector or a place in the queue, for each model, and the queue holds nothing else.
    name: 'vectors',
    sql: `select (select count(*) from chunk c cross join model m
                    where not exists (select 1 from vector v where v.hash = c.passage_hash and v.model = m.id)
                    and not exists (select 1 from embed_queue q where q.model = m.id and q.hash = c.passage_hash))
               + (select count(*) from embed_queue q where not exists (select 1 from chunk c where c.passage_hash = q.hash)) as n`,
  },
  {
    name: 'memberships',
    sql: `select count(*) as n from document d where (d.part is null and d.parent is null and d.state != 'gone' and not exists (select 1 from membership m where m.document = d.id))
            or (d.state = 'gone' and exists (select 1 from membership m where m.document = d.id))`,
  },
]

function counted({ db }: Store, { name, sql }: Invariant): DoctorCheck {
  try {
    const { n } = db.prepare<[], { n: number }>(sql).get()!
    return said(name, n === 0, n === 0 ? '' : `${name}: ${n}`)
  } catch (error) {
    return said(name, false, (error as Error).message)
  }
}

/** `detail` is for whoever repairs it: counts, or SQLite's own words. */
const said = (name: string, ok: boolean, detail: string): DoctorCheck => ({
  name: `index-${name}`,
  ok,
  said: { code: 'doctor-integrity', params: { part: name, ok, detail } },
})
