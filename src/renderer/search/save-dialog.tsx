import { useId, useState } from 'react'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Keeps a search under a name. */
export function SaveDialog({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const id = useId()
  const [name, setName] = useState(query)
  const save = useAct('searches.save')
  const keep = () => {
    if (name.trim() !== '') save.mutate({ query, name: name.trim() }, { onSuccess: onClose })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={strings.search.saveTitle}
      description={strings.search.saveLead}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" disabled={name.trim() === ''} onClick={keep}>
            {strings.search.saveYes}
          </Button>
        </>
      }
    >
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {strings.search.saveName}
      </label>
      <input
        id={id}
        autoFocus
        dir="auto"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && keep()}
        className="h-9 w-full rounded-m border border-line-strong bg-surface px-3"
      />
    </Dialog>
  )
}
