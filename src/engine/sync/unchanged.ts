import type { Change, Page } from '../connectors/connector.ts'
import { described } from '../store/described.ts'
import { type Glance, glance } from '../store/glance.ts'
import type { ScopePass } from './commit-batch.ts'
import { madeByCurrent, markRead } from './versions.ts'

/** A page without what is as the index has it. */
export interface Sorted {
  /** Documents of which the page says nothing new, by their id in the index and by their source's own. */
  readonly same: { readonly documentIds: readonly number[]; readonly externalIds: readonly string[] }
  readonly changes: readonly Change[]
}

/**
 * Sets aside what was read with this very version, by today's makers, and is described in the same words: of most pages
 * nearly all. It is found out with one look at the index for the whole page, and needs no more than a stamp.
 */
export function setAsideUnchanged(pass: ScopePass, page: Page, leftOut: ReturnType<ScopePass['leftOut']>): Sorted {
  // How failures lie among the others decides whether the source is to be left alone: such a page is taken in its order.
  const inOrder = page.changes.some((change) => change.type === 'failure')
  const candidates = inOrder ? [] : page.changes.filter((change) => change.type === 'upsert')
  if (candidates.length === 0) return { same: { documentIds: [], externalIds: [] }, changes: page.changes }
  const glances = glance(
    pass.ports.store,
    pass.source.id,
    candidates.map(({ ref }) => ref.id),
  )
  const same = new Map<string, number>()
  candidates.forEach(({ ref }, at) => {
    const known = glances[at]
    if (known !== undefined && isSame(pass, ref, known) && leftOut(ref.id, ref.path) === null) same.set(ref.id, known.documentId)
  })
  // Whatever is said of a document more than once is for those to sort out who know the last word.
  const said = new Set<string>()
  for (const change of page.changes) {
    if (change.type === 'unseen') continue
    const id = 'ref' in change ? change.ref.id : change.id
    if (said.has(id)) same.delete(id)
    said.add(id)
  }
  return {
    same: { documentIds: [...same.values()], externalIds: [...same.keys()] },
    changes: same.size === 0 ? page.changes : page.changes.filter((change) => change.type !== 'upsert' || !same.has(change.ref.id)),
  }
}

const isSame = ({ makers }: ScopePass, ref: Extract<Change, { type: 'upsert' }>['ref'], known: Glance): boolean =>
  ref.versionUncertain !== true && known.version === markRead(ref) && known.described === described(ref) && madeByCurrent(known, makers)
