import type { GoneWhy } from '../../shared/model.ts'
import type { DocumentRef } from '../connectors/connector.ts'
import { knownDocuments } from '../store/documents.ts'
import type { ListedDocument } from '../store/listed-documents.ts'
import { noteSaidGone } from '../store/said-gone.ts'
import { commitBatch, type ScopePass } from './commit-batch.ts'
import { knownFailures } from './known-failures.ts'
import { RemovalsHeld, type Run } from './run.ts'
import { beginPass } from './run-scope.ts'
import { sweep } from './sweep.ts'
import { versionOf } from './versions.ts'
import { readDocuments } from './write-page.ts'

/**
 * Reads documents again by what the index knows of them, without asking the source what changed. No cursor moves.
 * Rejects with the ConnectorError of a problem that concerns the whole source; what was read before is kept.
 */
export async function rereadDocuments(run: Run, documents: readonly ListedDocument[]): Promise<void> {
  for (const [scope, inScope] of Map.groupBy(documents, (document) => document.scope)) {
    const pass = beginPass(run, scope)
    const known = knownDocuments(
      run.ports.store,
      run.source.id,
      inScope.map((document) => document.ref.id),
    )
    const failures = knownFailures(run.ports.store, run.source.id, known)
    const todo = inScope.map(({ ref }) => ({
      ref: asListed(ref),
      known: known.get(ref.id) ?? null,
      attempts: failures.get(ref.id)?.attempts ?? 0,
    }))
    const facts = { listed: new Set(known.keys()), gone: new Map<string, GoneWhy>(), moved: new Set<string>() }
    run.report.found(todo.length)
    await readDocuments(pass, facts, todo)
    await commitBatch(pass, facts)
    if (facts.gone.size > 0) await sweepGone(pass, facts.gone)
  }
}

/** What turned out to be gone goes; a suspicious lot is left for the next run to ask about. */
async function sweepGone(pass: ScopePass, gone: ReadonlyMap<string, GoneWhy>): Promise<void> {
  noteSaidGone(pass.ports.store, pass.source.id, pass.scope, gone)
  try {
    await sweep(pass, 'other')
  } catch (error) {
    if (!(error instanceof RemovalsHeld)) throw error
  }
}

/** The ref as the connector gave it: the index keeps a mark with the version. */
const asListed = (ref: ListedDocument['ref']): DocumentRef => ({ ...ref, version: versionOf(ref.version) })
