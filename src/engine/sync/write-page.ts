import type { Page } from '../connectors/connector.ts'
import { knownDocuments } from '../store/documents.ts'
import { keepUnder } from '../store/memberships.ts'
import { asTheyFinish } from './as-they-finish.ts'
import type { Ready } from './batch.ts'
import { commitBatch, finishPage, type PageFacts, type ScopePass } from './commit-batch.ts'
import { SourceFailing } from './error-budget.ts'
import { knownFailures } from './known-failures.ts'
import { type OpenDocument, openDocument } from './open-document.ts'
import { isOldNews, type PagePlan, planPage, type ToDerive } from './plan-page.ts'
import { readParts } from './read-parts.ts'
import { refusal, settle, stored } from './settle.ts'
import { setAsideUnchanged } from './unchanged.ts'
import { markLeft, markRead } from './versions.ts'

/**
 * Brings one page into the index: what is known is stamped, what is new is read, several documents at a time, and
 * committed in batches as they come. The cursor goes with the last one: after a stop the page comes again, and what was
 * committed of it is not read again.
 */
export async function writePage(pass: ScopePass, page: Page): Promise<void> {
  const { ports, source, scope } = pass
  const leftOut = pass.leftOut()
  const { same, changes } = setAsideUnchanged(pass, page, leftOut)
  const plan = planned(pass, changes, leftOut)
  const facts = factsOf(plan, same.externalIds)
  pass.report.found(facts.listed.size)
  for (const ready of withoutReading(pass, plan)) {
    pass.batch.add(ready)
    if (pass.batch.isFull()) await commitBatch(pass, facts)
  }
  for (const _ of same.documentIds) pass.budget.note(null)
  for (const problem of plan.answers) pass.budget.note(problem)
  await stopIfSpent(pass, facts)
  await readDocuments(pass, facts, plan.derive)
  for (const { prefix, error } of plan.unseen) {
    pass.incomplete(prefix, error)
    keepUnder(ports.store, source.id, scope, pass.listing, prefix)
  }
  await finishPage(pass, facts, page.cursor, same.documentIds)
}

/** Reads documents, several at a time, and commits them in batches; the last, unfilled batch is left to the caller. */
export async function readDocuments(pass: ScopePass, facts: PageFacts, documents: readonly ToDerive[]): Promise<void> {
  if (documents.length === 0) return
  const { ports, connector, scope, signal } = pass
  pass.report.phase('reading')
  const opened = new Set<OpenDocument>()
  const readings = asTheyFinish(
    documents,
    pass.pace.documents,
    async (todo, stop) => {
      await pass.pace.admit(stop)
      const document = await openDocument(ports, connector, scope, todo.ref, pass.password, stop)
      opened.add(document)
      return { todo, document }
    },
    signal,
  )
  try {
    for await (const { todo, document } of readings) {
      const { reading } = document
      if (reading.status === 'vanished') {
        if (todo.known !== null) facts.gone.set(todo.ref.id, reading.why)
      } else {
        if (reading.status !== 'refused') pass.tally.add({ read: 1 })
        pass.batch.add({ change: settle(todo, reading, pass.makers, ports.now()), known: todo.known })
        if (pass.batch.isFull()) await commitBatch(pass, facts)
        await readParts(pass, facts, todo, document, signal)
        const problem = reading.status === 'refused' ? reading.error.problem : null
        if (problem === null || !isOldNews(todo.known, problem)) pass.budget.note(problem)
        await stopIfSpent(pass, facts)
      }
      opened.delete(document)
      await document.close()
    }
  } finally {
    for (const document of opened) await document.close()
  }
}

/** What was noted of the documents so far is kept; the cursor stays where it is. */
async function stopIfSpent(pass: ScopePass, facts: PageFacts): Promise<void> {
  const spent = pass.budget.spent()
  if (spent === null) return
  await commitBatch(pass, facts)
  throw new SourceFailing(spent)
}

function planned(pass: ScopePass, changes: Page['changes'], leftOut: ReturnType<ScopePass['leftOut']>): PagePlan {
  const { ports, source } = pass
  const ids = changes.flatMap((change) => ('ref' in change ? [change.ref.id] : change.type === 'unseen' ? [] : [change.id]))
  const known = knownDocuments(ports.store, source.id, ids)
  const failures = knownFailures(ports.store, source.id, known)
  return planPage(changes, { known, failures, leftOut, makers: pass.makers, now: ports.now() })
}

function factsOf(plan: PagePlan, same: readonly string[]): PageFacts {
  const listed = [...plan.seen, ...plan.derive, ...plan.leave, ...plan.refused].map(({ ref }) => ref.id)
  return { listed: new Set([...listed, ...same]), gone: new Map(plan.gone), moved: new Set() }
}

/** What can be committed as it is. */
function* withoutReading(pass: ScopePass, plan: PagePlan): Generator<Ready> {
  for (const { ref, known } of plan.seen) yield { change: { type: 'seen', ref: stored(ref, known.version) }, known }
  for (const { ref, reason } of plan.leave)
    yield { change: { type: 'skipped', ref: stored(ref, markLeft(ref, reason)), reason, contentHash: null }, known: null }
  for (const { ref, error, attempts } of plan.refused)
    yield { change: refusal(ref, markRead(ref), error, attempts + 1, pass.ports.now()), known: null }
}
