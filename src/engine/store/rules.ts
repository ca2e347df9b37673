import picomatch from 'picomatch'
import type { NeverRule } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { toInstant } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/**
 * Adds a rule that keeps documents out of the index: a document by its id, or a glob over `source-id/path` or the path
 * alone; without a slash it means any folder or document of that name. Adding it twice is the same as once. Throws
 * `document-unknown`.
 */
export function addRule(store: Store, target: string): NeverRule {
  const { kind, source, pattern } = read(store, target)
  const same = find(store, target)[0]
  if (same !== undefined) return same
  const row = prepared<RuleRow>(store, 'insert into rule (kind, source, pattern, created_at) values (?, ?, ?, ?) returning *').get(
    kind,
    source,
    pattern,
    Date.now(),
  )!
  return toRule(row)
}

export const listRules = (store: Store): readonly NeverRule[] =>
  prepared<RuleRow>(store, 'select * from rule order by id').all().map(toRule)

/** Takes back what `addRule` was given, or for a document its external id. Answers how many rules went. */
export function undoRule(store: Store, target: string): number {
  const rules = find(store, target)
  for (const rule of rules) prepared(store, 'delete from rule where id = ?').run(rule.id)
  return rules.length
}

/**
 * Tells whether a document must not be indexed, by the rules as they are now. `path` leads from the scope to its parent;
 * `named` is its own name where the id does not end in it.
 */
export function neverMatcher(store: Store): (source: string, externalId: string, path: readonly string[], named?: string) => boolean {
  const rules = listRules(store)
  if (rules.length === 0) return () => false
  const documents = new Set(rules.filter((rule) => rule.kind === 'document').map((rule) => `${rule.source}/${rule.pattern}`))
  const patterns = rules.filter((rule) => rule.kind === 'pattern').map((rule) => globs(rule.pattern))
  const matches = patterns.length === 0 ? () => false : picomatch(patterns.flat(), { dot: true, strictSlashes: false })
  return (source, externalId, path, named) => {
    if (documents.has(`${source}/${externalId}`)) return true
    if (patterns.length === 0) return false
    const name = named ?? externalId.slice(externalId.lastIndexOf('/') + 1)
    const places = new Set([externalId, [...path, name].join('/')])
    return [...places].map((place) => place.normalize('NFC')).some((place) => matches(place) || matches(`${source}/${place}`))
  }
}

/** A pattern that names a folder means everything in it. */
function globs(pattern: string): readonly string[] {
  const clean = pattern
    .normalize('NFC')
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '')
  const anchored = /\//.test(pattern.replace(/\/+$/, '')) ? [clean] : [clean, `**/${clean}`]
  return anchored.flatMap((glob) => [glob, `${glob}/**`])
}

const documentTarget = /^\d+$/

function read(store: Store, target: string): Pick<NeverRule, 'kind' | 'source' | 'pattern'> {
  if (!documentTarget.test(target)) return { kind: 'pattern', source: null, pattern: target }
  const row = documentOf(store, target)
  if (row === undefined) throw new MagpieError('document-unknown', { id: target })
  return { kind: 'document', source: row.source, pattern: row.external_id }
}

function find(store: Store, target: string): readonly NeverRule[] {
  const document = documentTarget.test(target) ? documentOf(store, target) : undefined
  return listRules(store).filter(
    (rule) =>
      rule.pattern === target || (rule.kind === 'document' && rule.source === document?.source && rule.pattern === document.external_id),
  )
}

const documentOf = (store: Store, id: string) =>
  prepared<{ source: string; external_id: string }>(store, 'select source, external_id from document where id = ?').get(Number(id))

interface RuleRow {
  readonly id: number
  readonly kind: NeverRule['kind']
  readonly source: string | null
  readonly pattern: string
  readonly created_at: number
}

const toRule = ({ created_at, ...row }: RuleRow): NeverRule => ({ ...row, createdAt: toInstant(created_at) })
