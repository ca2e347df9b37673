import { MagpieError } from '../../shared/problem.ts'
import { urgently } from '../connectors/kit/urgent.ts'
import { documentView, documentViews } from '../store/documents.ts'
import { documentsBehind } from '../store/documents-behind.ts'
import { ignoreFailures, listFailures } from '../store/failures.ts'
import { addRule, listRules, undoRule } from '../store/rules.ts'
import type { Handlers } from './handlers.ts'

type Calls =
  | 'documents.get'
  | 'documents.list'
  | 'documents.behind'
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
  'failures.list': ({ store }, filter) => listFailures(store, filter),
  // Whoever names a document waits for it; a whole queue takes its turn.
  'failures.retry': ({ syncer }, { password, ...filter }) =>
    filter.externalIds === undefined && filter.documentIds === undefined
      ? syncer.retryFailures(filter, password)
      : urgently(() => syncer.retryFailures(filter, password)),
  'failures.ignore': ({ store }, filter) => ({ ignored: ignoreFailures(store, filter) }),
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
