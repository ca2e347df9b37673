import { say } from '../../shared/messages/say.ts'
import type { BrakePreview, HeldDocument, Source } from '../../shared/model.ts'
import { announce } from '../app/announce.tsx'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { usePages } from '../app/use-pages.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import { DocumentRow } from './document-row.tsx'

/** What a held run would remove, document by document, and the two answers to it. */
export function BrakeDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.sources.brake
  const { first, rows, error, more, busy } = usePages('brake.preview', { id: source.id }, held)
  const answer = useAct('brake.answer')
  const give = (accept: boolean) =>
    answer.mutate(
      { id: source.id, accept },
      {
        onSuccess: ({ run }) => {
          announce(accept ? words.removed(run === null ? 0 : run.deleted + run.unshared + run.excluded) : words.keptAll)
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      reading
      title={words.title(source.name)}
      description={first === undefined ? words.lead : `${words.count(first.count, first.of)} ${words.lead}`}
      footer={
        <>
          <span className="mr-auto text-sm text-ink-2">{answer.isPending ? words.answering : words.until}</span>
          <Button disabled={answer.isPending} onClick={() => give(false)}>
            {words.keep}
          </Button>
          <Button look="danger" disabled={answer.isPending} onClick={() => give(true)}>
            {words.remove}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Failed error={error ?? answer.error} />
        {rows === null ? (
          error === null && (
            <p role="status" className="text-ink-2">
              {strings.sources.list.loading}
            </p>
          )
        ) : (
          <ul aria-label={words.list} className="overflow-hidden rounded-b border border-line empty:hidden">
            {rows.map((document) => (
              <DocumentRow key={document.documentId} document={document} why={say({ code: `removal-${document.why}`, params: {} })} />
            ))}
          </ul>
        )}
        {more !== null && (
          <div>
            <Button disabled={busy} onClick={more}>
              {busy ? strings.sources.list.loading : strings.sources.list.more}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

const held = {
  rowsOf: ({ documents }: BrakePreview) => documents,
  idOf: ({ documentId }: HeldDocument) => documentId,
}
