import picomatch from 'picomatch'
import type { NeverRule } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { toInstant } from './instants.ts'
import { listSources } from './sources.ts'
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
  const row = prepared<RuleRow>(
    store,
    `insert into rule (kind, source, pattern, created_at, fingerprint, content_hash)
     select :kind, :source, :pattern, :now, max(d.fingerprint), max(d.content_hash)
     from document d where :kind = 'document' and d.source = :source and d.external_id = :pattern returning *`,
  ).get({ kind, source, pattern, now: Date.now() })!
  return toRule(row)
}

/** A document of its source that no rule names, and what it may be known by. */
export interface Unruled {
  readonly externalId: string
  readonly fingerprint: string | undefined
  readonly contentHash: string
}

/** Whether any rule names one document. */
export const anyDocumentRule = (store: Store): boolean =>
  prepared(store, `select 1 from rule where kind = 'document' limit 1`).get() !== undefined

/**
 * A document that must never be indexed may come back under another id: as `from`, which it was before, or as one with the
 * same fingerprint or content while none has the old id any more. The rule then follows it. Answers whether one did.
 */
export function ruleFollows(store: Store, source: string, { externalId, fingerprint, contentHash }: Unruled, from: string | null): boolean {
  return (
    prepared(
      store,
      `update rule set pattern = :externalId, fingerprint = coalesce(:fingerprint, fingerprint), content_hash = :contentHash
       where kind = 'document' and source = :source and (pattern = :from or (
         (fingerprint = :fingerprint or content_hash = :contentHash) and not exists (
           select 1 from document d where d.source = :source and d.external_id = rule.pattern and d.state != 'gone')))`,
    ).run({ source, externalId, fingerprint: fingerprint ?? null, contentHash, from }).changes > 0
  )
}

export const listRules = (store: Store): readonly NeverRule[] =>
  prepared<RuleRow>(store, 'select * from rule order by id').all().map(toRule)

/** Takes back what `addRule` was given, or for a document its external id. Answers how many rules went. */
export function undoRule(store: Store, target: string): number {
  const rules = find(store, target)
  for (const rule of rules) prepared(store, 'delete from rule where id = ?').run(rule.id)
  return rules.length
}

/** Why a document must have no text, as a person said; null when nothing speaks against it. */
export type LeftOut = (source: string, externalId: string, path: readonly string[], named?: string) => 'never' | 'excluded' | null

/**
 * Tells that by the never-rules and the sources' excludes as they are now. `path` leads from the scope to its parent;
 * `named` is its own name where the id does not end in it.
 */
export function leftOutMatcher(store: Store): LeftOut {
  const rules = listRules(store)
  const documents = new Set(rules.filter((rule) => rule.kind === 'document').map((rule) => `${rule.source}/${rule.pattern}`))
  const never = matcherOf(rules.filter((rule) => rule.kind === 'pattern').map((rule) => rule.pattern))
  const excludes = new Map(
    listSources(store).flatMap(({ id, excludes }) => {
      const matches = matcherOf(excludes)
      return matches === null ? [] : [[id, matches] as const]
    }),
  )
  return (source, externalId, path, named) => {
    if (documents.has(`${source}/${externalId}`)) return 'never'
    const excluded = excludes.get(source)
    if (never === null && excluded === undefined) return null
    const name = named ?? externalId.slice(externalId.lastIndexOf('/') + 1)
    const places = [...new Set([externalId, [...path, name].join('/')])].map((place) => place.normalize('NFC'))
    if (never !== null && places.some((place) => never(place) || never(`${source}/${place}`))) return 'never'
    return excluded !== undefined && places.some(excluded) ? 'excluded' : null
  }
}

function matcherOf(patterns: readonly string[]): ((place: string) => boolean) | null {
  return patterns.length === 0 ? null : picomatch(patterns.flatMap(globs), { dot: true, strictSlashes: false })
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

const toRule = ({ id, kind, source, pattern, created_at }: RuleRow): NeverRule => ({
  id,
  kind,
  source,
  pattern,
  createdAt: toInstant(created_at),
})
