import { useState } from 'react'
import type { Source } from '../../../shared/model.ts'
import { useAct, useCall } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { type SignedIn, SignInFields } from './sign-in-fields.tsx'
import { besidesVault, VaultNote } from './vault-note.tsx'

/** Signs a source in anew, as the same account. Nothing of it is read again. */
export function SignInDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.signIn
  const connector = useCall('connectors.list', {}).data?.find(({ id }) => id === source.connector)
  const signIn = useAct('sources.signIn')
  const [signedIn, setSignedIn] = useState<SignedIn | null>(null)
  const submit = () => signedIn !== null && !signIn.isPending && signIn.mutate({ id: source.id, ...signedIn }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.dialogTitle(source.name)}
      description={words.dialogLead(source.account)}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" disabled={signedIn === null || signIn.isPending} onClick={submit}>
            {signIn.isPending ? strings.connecting.form.checking : words.sign}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <VaultNote />
        {connector !== undefined && (
          <SignInFields
            connector={connector}
            begin={{ connector: source.connector, source: source.id }}
            onChange={(next) => {
              setSignedIn(next)
              signIn.reset()
            }}
            onSubmit={submit}
          />
        )}
        <Failed error={besidesVault(signIn.error)} />
      </div>
    </Dialog>
  )
}
