import { CornerLeftUp, Paperclip } from 'lucide-react'
import type { DocumentRelations } from '../../../shared/model.ts'
import { bytes } from '../../app/format.ts'
import { strings } from '../../app/strings.ts'

const chip = 'inline-flex max-w-full items-center gap-1.5 rounded-m border border-line px-2.5 py-1 text-sm'

/** What the document hangs on, and what hangs on it. What could not be read is named all the same. */
export function Attachments({ related, onShow }: { readonly related: DocumentRelations; readonly onShow: (documentId: number) => void }) {
  const { parent, attachments } = related
  return (
    <ul aria-label={strings.preview.attachments} className="mb-4 flex flex-wrap gap-1.5">
      {parent !== null && (
        <li className="max-w-full">
          <button type="button" className={`${chip} cursor-pointer hover:bg-hover`} onClick={() => onShow(parent.documentId)}>
            <CornerLeftUp aria-hidden size={14} strokeWidth={1.75} />
            <bdi className="truncate">{strings.preview.attachedTo(parent.title)}</bdi>
          </button>
        </li>
      )}
      {attachments.map(({ documentId, title, size, searchable }) => {
        const content = (
          <>
            <Paperclip aria-hidden size={14} strokeWidth={1.75} />
            <bdi className="truncate">{title || strings.search.untitled}</bdi>
            {size !== null && <span className="num text-xs text-ink-3">{bytes(size)}</span>}
          </>
        )
        return (
          <li key={documentId} className="max-w-full">
            {searchable ? (
              <button type="button" className={`${chip} cursor-pointer hover:bg-hover`} onClick={() => onShow(documentId)}>
                {content}
              </button>
            ) : (
              <span className={`${chip} text-ink-3`} title={strings.preview.notRead}>
                {content}
                <span className="sr-only">{strings.preview.notRead}</span>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
