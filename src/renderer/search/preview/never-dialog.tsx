import { useState } from 'react'
import type { DocumentView } from '../../../shared/model.ts'
import { announce } from '../../app/announce.tsx'
import { useAct } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Asks what must stay out of the index: the document, or the folder it lies in. Says what was done, and can take it back. */
export function NeverDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: () => void }) {
  const words = strings.preview
  const [what, setWhat] = useState<'document' | 'folder'>('document')
  const [done, setDone] = useState<{ readonly target: string; readonly removed: number } | null>(null)
  const add = useAct('never.add')
  const undo = useAct('never.undo')
  const folder = view.path.join('/')
  const target = what === 'document' ? String(view.documentId) : `${view.source}/${escapeGlob(folder)}`
  const choices = [
    { value: 'document', label: words.neverDocument, lead: view.title || view.externalId },
    ...(folder === '' ? [] : [{ value: 'folder', label: words.neverFolder, lead: folder }]),
  ]
  if (done !== null)
    return (
      <Dialog
        open
        onClose={onClose}
        title={words.neverDone(done.removed)}
        description={words.neverDoneLead}
        footer={
          <>
            <Button onClick={() => undo.mutate({ target: what === 'document' ? view.externalId : done.target }, { onSuccess: onClose })}>
              {words.neverUndo}
            </Button>
            <Button look="primary" onClick={onClose}>
              {strings.close}
            </Button>
          </>
        }
      />
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.neverTitle}
      description={words.neverLead}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button
            look="danger"
            disabled={add.isPending}
            onClick={() =>
              add.mutate(
                { target },
                {
                  onSuccess: ({ removed }) => {
                    setDone({ target, removed })
                    announce(words.neverDone(removed))
                  },
                },
              )
            }
          >
            {words.neverYes}
          </Button>
        </>
      }
    >
      <Choices
        label={words.neverTitle}
        value={what}
        choices={choices}
        onChange={(value) => setWhat(value === 'folder' ? 'folder' : 'document')}
      />
    </Dialog>
  )
}

const escapeGlob = (path: string): string => path.replace(/[\\*?[\]{}()!+@]/g, '\\$&')
