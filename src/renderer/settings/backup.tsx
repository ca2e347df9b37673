import { useState } from 'react'
import { useAct } from '../app/engine.tsx'
import { bytes } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Section } from './section.tsx'

/** A copy of the index, and the way back from one. */
export function Backup() {
  const words = strings.settings
  const [to, setTo] = useState('')
  const [from, setFrom] = useState('')
  const [asking, setAsking] = useState(false)
  const backup = useAct('backup', 'shown-here')
  const restore = useAct('restore', 'shown-here')
  const startBackup = () => to.trim() !== '' && !backup.isPending && backup.mutate({ path: to.trim() })
  return (
    <Section title={words.backup} lead={words.backupLead}>
      <div className="grid gap-4">
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            startBackup()
          }}
        >
          <TextField className="min-w-0 flex-1 basis-64" label={words.backupPath} value={to} onChange={setTo} />
          <Button className="h-[38px]" disabled={to.trim() === '' || backup.isPending} onClick={startBackup}>
            {backup.isPending ? words.backupBusy : words.backupStart}
          </Button>
        </form>
        <div role="status" className="text-sm text-ok [overflow-wrap:anywhere] empty:hidden">
          {backup.data !== undefined && words.backupDone(backup.data.path, bytes(backup.data.bytes))}
        </div>
        <Failed error={backup.error} />
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (from.trim() !== '') setAsking(true)
          }}
        >
          <TextField className="min-w-0 flex-1 basis-64" label={words.restorePath} value={from} onChange={setFrom} />
          <Button className="h-[38px]" disabled={from.trim() === '' || restore.isPending} onClick={() => setAsking(true)}>
            {restore.isPending ? words.restoreBusy : words.restoreStart}
          </Button>
        </form>
        <div role="status" className="text-sm text-ok empty:hidden">
          {restore.data !== undefined && words.restoreDone(restore.data.documents)}
        </div>
        <Failed error={restore.error} />
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.restoreTitle}
        description={words.restoreLead}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{strings.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false)
                restore.mutate({ path: from.trim() })
              }}
            >
              {words.restoreYes}
            </Button>
          </>
        }
      />
    </Section>
  )
}
