import type { DocumentRelations, RelatedDocument } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { childrenOf, messagesTitled, parentOf, type RelatedRow } from '../store/related.ts'
import { documentsOfContents, type HitDocument, hitDocuments } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import { phraseMatch } from './query/match.ts'
import { subjectOf } from './subject.ts'

/** Messages looked through for a conversation's, and copies listed. */
const mostMessages = 500
const mostPlaces = 50

/** What lies around a document. Throws `document-unknown`. */
export function relationsOf(store: Store, documentId: number, spellings: readonly string[]): DocumentRelations {
  const document = hitDocuments(store, [documentId]).get(documentId)
  if (document === undefined) throw new MagpieError('document-unknown', { id: documentId })
  const parent = parentOf(store, documentId)
  const copies = document.contentHash === null ? [] : documentsOfContents(store, [document.contentHash], mostPlaces)
  return {
    parent: parent === null ? null : toRelated(parent),
    attachments: childrenOf(store, documentId).map(toRelated),
    thread: conversation(store, document, spellings).map(toRelated),
    places: copies
      .filter(({ id }) => id !== documentId)
      .map(({ id, source, externalId, path }) => ({ documentId: id, source, externalId, path: JSON.parse(path) as readonly string[] })),
  }
}

/** The messages of one source with one subject, if any of them answers another; the oldest first. */
function conversation(store: Store, document: HitDocument, spellings: readonly string[]): readonly RelatedRow[] {
  if (!document.mimeType.startsWith('message/')) return []
  const { base } = subjectOf(document.title)
  const match = phraseMatch(base, spellings)
  if (match === null) return []
  const messages = messagesTitled(store, document.source, match, mostMessages).filter(({ title }) => subjectOf(title).base === base)
  if (messages.length < 2 || !messages.some(({ title }) => subjectOf(title).reply)) return []
  return messages.toSorted((a, b) => (a.updatedAt ?? 0) - (b.updatedAt ?? 0))
}

const toRelated = ({ state, updatedAt, ...row }: RelatedRow): RelatedDocument => ({
  ...row,
  updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(),
  searchable: state === 'searchable',
})
