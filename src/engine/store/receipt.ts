import type { ReceiptScope } from '../../shared/receipt.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { textSlice } from './text-blocks.ts'

/** Documents by what they belong to: scopes, or the documents they hang on or were found in. */
export const belonging = (store: Store, source: string): number =>
  prepared<{ n: number }>(
    store,
    `with recursive belongs(id) as (
       select document from membership where source = :source
       union select d.id from belongs b join document d on d.parent = b.id where d.state != 'gone')
     select count(*) as n from belongs`,
  ).get({ source })!.n

export const receiptScopes = (store: Store, source: string): readonly ReceiptScope[] =>
  prepared<Omit<ReceiptScope, 'complete'> & { readonly listed: number }>(
    store,
    `select s.id, s.name, s.listed, (select count(*) from membership m where m.source = s.source and m.scope = s.id) as documents
     from scope s where s.source = ? order by s.name, s.id`,
  )
    .all(source)
    .map(({ id, name, documents, listed }) => ({ id, name, documents, complete: listed === 1 }))

/** The document of a source that was indexed last, and its first passage; null when none has text. */
export function newestDocument(
  store: Store,
  source: string,
): { readonly documentId: number; readonly externalId: string; readonly text: string } | null {
  const row = prepared<{ documentId: number; externalId: string }>(
    store,
    `select d.id as documentId, d.external_id as externalId from chunk c cross join document d on d.id = c.document
     where d.source = ? and d.state = 'searchable' order by c.id desc limit 1`,
  ).get(source)
  if (row === undefined) return null
  const chunk = prepared<{ start: number; end: number }>(store, 'select start, "end" from chunk where document = ? order by seq limit 1')
  const { start, end } = chunk.get(row.documentId)!
  return { ...row, text: textSlice(store, row.documentId, start, end) }
}
