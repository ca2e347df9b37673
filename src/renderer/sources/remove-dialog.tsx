import { useState } from 'react'
import type { SourceStatus } from '../../shared/model.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Check } from '../ui/check.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'

/** Says what goes before anything goes. */
export function RemoveDialog({ status, onClose }: { readonly status: SourceStatus; readonly onClose: () => void }) {
  const remove = useAct('sources.remove')
  const [keepIndex, setKeepIndex] = useState(false)
  const words = strings.sources
  const { id, name } = status.source
  const { listed, searchable } = status.coverage
  const erased = [
    ...(keepIndex || searchable === 0 ? [] : [words.removeWhat.documents(searchable)]),
    ...(keepIndex || listed === searchable ? [] : [words.removeWhat.others(listed - searchable)]),
    words.removeWhat.history,
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.removeTitle(name)}
      description={words.removeLead(listed)}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate({ id, keepIndex }, { onSuccess: onClose })}>
            {words.removeYes}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div>
          <p className="font-medium">{words.removeErases}</p>
          <ul className="num mt-1 list-disc pl-5 text-ink-2" aria-live="polite">
            {erased.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </div>
        {searchable > 0 && <Check label={words.removeKeep} lead={words.removeKeepLead} checked={keepIndex} onChange={setKeepIndex} />}
        <Failed error={remove.error} />
      </div>
    </Dialog>
  )
}
