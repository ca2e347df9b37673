import { say } from '../../shared/messages/say.ts'
import type { ListedDocument, Source } from '../../shared/model.ts'
import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { usePages } from '../app/use-pages.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import type { Part } from './coverage-bar.tsx'
import { DocumentRow } from './document-row.tsx'

/** The documents behind a number of the receipt; those without text with the reason, in words. */
export function DocumentsDialog({ source, part, total, onClose }: DocumentsDialogProps) {
  const words = strings.sources.list
  const { rows, error, more, busy } = usePages('documents.behind', { source: source.id, part }, byId)
  const reasonOf = ({ reason }: ListedDocument) =>
    reason === null ? null : say({ code: `${part === 'skipped' ? 'skip' : 'problem'}-${reason}`, params: {} })
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      reading
      title={words.of(words.title[part], source.name)}
      description={`${count(total)} · ${words.lead[part]}`}
    >
      <Failed error={error} />
      {rows === null ? (
        error === null && (
          <p role="status" className="text-ink-2">
            {words.loading}
          </p>
        )
      ) : rows.length === 0 ? (
        <p className="text-ink-2">{words.empty}</p>
      ) : (
        <ul className="overflow-hidden rounded-b border border-line">
          {rows.map((document) => (
            <DocumentRow key={document.documentId} document={document} why={reasonOf(document)} />
          ))}
        </ul>
      )}
      {more !== null && (
        <Button className="mt-3" disabled={busy} onClick={more}>
          {busy ? words.loading : words.more}
        </Button>
      )}
    </Dialog>
  )
}

const byId = {
  rowsOf: (documents: readonly ListedDocument[]) => documents,
  idOf: ({ documentId }: ListedDocument) => documentId,
}

interface DocumentsDialogProps {
  readonly source: Source
  readonly part: Part
  readonly total: number
  readonly onClose: () => void
}
