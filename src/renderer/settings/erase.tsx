import { useState } from 'react'
import { useAct, useCall } from '../app/engine.tsx'
import { goTo } from '../app/route.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Section } from './section.tsx'

/** Makes Magpie forget all it knows, after the person has typed that it shall. */
export function Erase() {
  const words = strings.settings
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const erase = useAct('erase')
  const sources = useCall('sources.list', {}).data ?? []
  const documents = sources.reduce((sum, { coverage }) => sum + coverage.searchable, 0)
  const sure = typed.trim().toLowerCase() === words.eraseWord
  const start = () => sure && !erase.isPending && erase.mutate({ everything: true }, { onSuccess: () => goTo('search') })
  return (
    <Section title={words.erase} lead={words.eraseLead}>
      <Button onClick={() => setAsking(true)}>{words.eraseStart}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.eraseTitle}
        description={words.eraseWhat(documents, sources.length)}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{strings.cancel}</Button>
            <Button look="danger" disabled={!sure || erase.isPending} onClick={start}>
              {erase.isPending ? words.eraseBusy : words.eraseYes}
            </Button>
          </>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            start()
          }}
        >
          <TextField label={words.eraseConfirm(words.eraseWord)} value={typed} onChange={setTyped} autoFocus />
          <Failed error={erase.error} />
        </form>
      </Dialog>
    </Section>
  )
}
