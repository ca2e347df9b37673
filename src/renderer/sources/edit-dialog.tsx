import { useState } from 'react'
import type { Source } from '../../shared/model.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import { TextField } from '../ui/text-field.tsx'
import { LimitFields, limitsOf } from './limit-fields.tsx'
import { SettingFields, type Typed, typedFrom } from './setting-fields.tsx'

/** A source's name and settings. Only what was changed is sent. */
export function EditDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.connecting
  const fields = useCall('connectors.list', {}).data?.find(({ id }) => id === source.connector)?.fields ?? []
  const before: Typed = { ...typedFrom(fields, source.settings), ...limitsOf(source, fields) }
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({})
  const [name, setName] = useState(source.name)
  const set = useAct('sources.set')
  const typed = { ...before, ...changes }
  const submit = () => {
    const values: Record<string, string> = Object.fromEntries(Object.entries(typed).filter(([key, value]) => value !== before[key]))
    if (name.trim() !== '' && name.trim() !== source.name) values.name = name.trim()
    if (Object.keys(values).length === 0) return onClose()
    set.mutate({ id: source.id, values }, { onSuccess: onClose })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.edit.title(source.name)}
      description={words.edit.lead}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" disabled={set.isPending} onClick={submit}>
            {set.isPending ? strings.sources.saving : strings.sources.save}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField label={words.form.name} value={name} onChange={setName} maxLength={500} autoFocus />
        <SettingFields fields={fields} typed={typed} onChange={setChanges} onSubmit={submit} />
        <details>
          <summary className="cursor-pointer text-sm font-medium text-ink-2">{words.form.more}</summary>
          <LimitFields typed={typed} onChange={(key, value) => setChanges({ ...changes, [key]: value })} />
        </details>
        <Failed error={set.error} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
