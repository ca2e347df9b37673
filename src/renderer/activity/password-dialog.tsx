import { useState } from 'react'
import type { CallInput } from '../../shared/api.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import { TextField } from '../ui/text-field.tsx'

export interface PasswordDialogProps {
  /** The one document that is meant; null is all that ask for a password. */
  readonly title: string | null
  /** Which failures are tried. */
  readonly filter: CallInput<'failures.retry'>
  readonly onClose: () => void
}

/** Asks for a password and tries it on what is locked. It is kept nowhere; the text is indexed once it opens. */
export function PasswordDialog({ title, filter, onClose }: PasswordDialogProps) {
  const words = strings.activity.failures.password
  const [password, setPassword] = useState('')
  const retry = useAct('failures.retry', 'shown-here')
  const submit = () => {
    if (password === '' || retry.isPending) return
    retry.mutate(
      { ...filter, password },
      {
        onSuccess: ({ retried, succeeded }) => {
          setPassword('')
          if (succeeded === retried) onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title === null ? words.titleAll : words.title(title)}
      description={words.lead}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" disabled={password === '' || retry.isPending} onClick={submit}>
            {words.open}
          </Button>
        </>
      }
    >
      <TextField
        label={words.label}
        type="password"
        autoFocus
        maxLength={1_000}
        value={password}
        onChange={setPassword}
        onKeyDown={(event) => event.key === 'Enter' && submit()}
      />
      <p role="status" className="mt-2 min-h-[19px] text-sm text-ink-2">
        {retry.isPending
          ? strings.activity.failures.trying
          : retry.data !== undefined && words.opened(retry.data.retried, retry.data.succeeded)}
      </p>
      <Failed error={retry.error} />
    </Dialog>
  )
}
