import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../../shared/messages/say.ts'
import { MagpieError } from '../../../shared/problem.ts'
import { useAct, useCall } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** What went wrong, unless the note says it. */
export const besidesVault = (error: unknown): unknown =>
  error instanceof MagpieError && ['vault-locked', 'vault-absent', 'vault-refused', 'vault-lost'].includes(error.code) ? null : error

/** Says why a sign-in cannot be kept now, and what can be done about it; nothing while it can. */
export function VaultNote() {
  const words = strings.signIn.vault
  const status = useCall('vault.status', {}).data
  const unlock = useAct('vault.unlock', 'shown-here')
  const protect = useAct('vault.protect', 'shown-here')
  const reset = useAct('vault.reset', 'shown-here')
  const [passphrase, setPassphrase] = useState('')
  if (status === undefined || status.state === 'empty' || status.state === 'unlocked') return null
  const opens = status.state === 'locked' && status.passphrase
  const begins = status.state === 'absent' || (status.state === 'refused' && status.by === null)
  const act = opens ? unlock : protect
  const submit = () => passphrase !== '' && act.mutate({ passphrase }, { onSuccess: () => setPassphrase('') })
  return (
    <div className="grid gap-3 rounded-b border border-line p-3">
      <Notice look="warn" icon={KeyRound}>
        {say(status.said)}
      </Notice>
      {(opens || begins) && (
        <>
          <TextField
            label={opens ? words.passphrase : words.newPassphrase}
            help={opens ? undefined : words.newHelp}
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              submit()
            }}
          />
          <div>
            <Button disabled={passphrase === '' || act.isPending} onClick={submit}>
              {opens ? words.unlock : words.protect}
            </Button>
          </div>
        </>
      )}
      {!opens && status.state !== 'lost' && (
        <div>
          <Button onClick={() => unlock.mutate({})}>{words.askKeychain}</Button>
        </div>
      )}
      {status.state === 'lost' && (
        <div>
          <Button onClick={() => reset.mutate({})}>{words.reset}</Button>
        </div>
      )}
      <Failed error={unlock.error ?? protect.error ?? reset.error} />
    </div>
  )
}
