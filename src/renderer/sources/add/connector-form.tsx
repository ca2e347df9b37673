import { Lock } from 'lucide-react'
import { useState } from 'react'
import type { ConnectorInfo } from '../../../shared/model.ts'
import { useAct } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SettingFields, settingsFrom, typedFrom } from '../setting-fields.tsx'
import { needsSignIn, type SignedIn, SignInFields } from '../sign-in/sign-in-fields.tsx'
import { besidesVault, VaultNote } from '../sign-in/vault-note.tsx'
import { ChooseStep } from './choose-step.tsx'

/** Asks what a kind of source needs to know, has it checked, and connects it. */
export function ConnectorForm({ connector, onBack, onClose }: ConnectorFormProps) {
  const words = strings.connecting.form
  const { fields } = connector
  const [typed, setTyped] = useState(() => typedFrom(fields))
  const [name, setName] = useState('')
  const add = useAct('sources.add')
  const look = useAct('connecting.scopes')
  const [signedIn, setSignedIn] = useState<SignedIn | null>(null)
  const [choosing, setChoosing] = useState(false)
  const signs = needsSignIn(connector)
  const filled = fields.every(({ name, required }) => !required || (typed[name] ?? '').trim() !== '')
  const ready = filled && (!signs || signedIn !== null) && !add.isPending && !look.isPending
  const settings = settingsFrom(fields, trimmed(typed))
  const adding = { connector: connector.id, settings, ...signedIn, ...(name.trim() === '' ? {} : { name: name.trim() }) }
  const submit = () => {
    if (!ready) return
    if (!signs) return add.mutate(adding, { onSuccess: onClose })
    const { name: _name, ...opening } = adding
    look.mutate(opening, { onSuccess: () => setChoosing(true) })
  }
  if (choosing) return <ChooseStep connector={connector} adding={adding} onBack={() => setChoosing(false)} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.title(connector.name)}
      description={connector.id === 'folder' ? strings.sources.addLead : words.lead}
      footer={
        <>
          <span className="mr-auto flex items-center gap-2 text-sm text-ink-2">
            <Lock aria-hidden size={15} strokeWidth={1.75} />
            {words.promise}
          </span>
          <Button onClick={onBack}>{words.back}</Button>
          <Button look="primary" disabled={!ready} onClick={submit}>
            {add.isPending || look.isPending ? words.checking : signs ? words.next : words.start}
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
        <SettingFields
          focusFirst
          fields={fields.filter(({ required }) => required)}
          typed={typed}
          onChange={(next) => {
            setTyped(next)
            add.reset()
          }}
          onSubmit={submit}
        />
        {signs && (
          <>
            <VaultNote />
            <SignInFields
              connector={connector}
              begin={{ connector: connector.id, settings }}
              onChange={(next) => {
                setSignedIn(next)
                look.reset()
              }}
              onSubmit={submit}
            />
          </>
        )}
        <Failed error={besidesVault(add.error ?? look.error)} />
        <details>
          <summary className="cursor-pointer text-sm font-medium text-ink-2">{words.more}</summary>
          <div className="mt-3 grid gap-4">
            <TextField label={`${words.name} (${words.optional})`} help={words.nameHelp} value={name} onChange={setName} maxLength={500} />
            <SettingFields fields={fields.filter(({ required }) => !required)} typed={typed} onChange={setTyped} onSubmit={submit} />
          </div>
        </details>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

interface ConnectorFormProps {
  readonly connector: ConnectorInfo
  readonly onBack: () => void
  readonly onClose: () => void
}

/** Paths are often typed or completed with a separator at their end. */
const trimmed = (typed: ReturnType<typeof typedFrom>): ReturnType<typeof typedFrom> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.trim().replace(/(?<=.)[/\\]+$/, '')]))
