import { MagpieError } from '../../shared/problem.ts'
import { urgently } from '../connectors/kit/urgent.ts'
import type { Parts } from '../parts.ts'
import { documentView, documentViews } from '../store/documents.ts'
import { documentsBehind } from '../store/documents-behind.ts'
import { countFailures, type FailureFilter, failuresPage, ignoreFailures } from '../store/failures.ts'
import { addRule, listRules, undoRule } from '../store/rules.ts'
import type { Handlers } from './handlers.ts'
import { knownSource } from './set-source.ts'

type Calls =
  | 'documents.get'
  | 'documents.list'
  | 'documents.behind'
  | 'failures.count'
  | 'failures.list'
  | 'failures.retry'
  | 'failures.ignore'
  | 'never.list'
  | 'never.add'
  | 'never.undo'

export const documentHandlers: Handlers<Calls> = {
  'documents.get': ({ store }, { documentId, start, length }) => {
    const view = documentView(store, documentId, start, length)
    if (view === null) throw new MagpieError('document-unknown', { id: documentId })
    return view
  },
  'documents.list': ({ store }, { after, limit, source, reason }) => documentViews(store, after, limit, source, reason),
  'documents.behind': ({ store }, request) => documentsBehind(store, request),
  'failures.count': (parts, filter) => countFailures(parts.store, meant(parts, filter)),
  'failures.list': (parts, { after, limit, withIgnored, ...filter }) =>
    failuresPage(parts.store, meant(parts, filter), { after, limit, withIgnored }),
  // Whoever names a document waits for it; a whole queue takes its turn.
  'failures.retry': (parts, { password, ...filter }) => {
    const retry = () => parts.syncer.retryFailures(meant(parts, filter), password)
    return filter.externalIds === undefined && filter.documentIds === undefined ? retry() : urgently(retry)
  },
  'failures.ignore': (parts, filter) => ({ ignored: ignoreFailures(parts.store, meant(parts, filter)) }),
  'never.list': ({ store }) => listRules(store),
  'never.add': async ({ store, syncer, announce }, { target }) => {
    const rule = addRule(store, target)
    const removed = await syncer.applyRules()
    announce('index.changed', { source: rule.source ?? '' })
    return { rule, removed }
  },
  'never.undo': async ({ store, syncer }, { target }) => {
    const undone = undoRule(store, target)
    if (undone === 0) throw new MagpieError('rule-unknown', { target })
    await syncer.applyRules()
    return { undone }
  },
}

/** A filter as it was given, if it names a source then one that there is. */
function meant<Filter extends FailureFilter>(parts: Parts, filter: Filter): Filter {
  if (filter.source !== undefined) knownSource(parts, filter.source)
  return filter
}
