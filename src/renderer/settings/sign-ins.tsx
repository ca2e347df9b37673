import { say } from '../../shared/messages/say.ts'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { VaultNote } from '../sources/sign-in/vault-note.tsx'
import { Section } from './section.tsx'

/** Where the sign-ins are kept, and what can be done while they are not open. */
export function SignIns() {
  const words = strings.settings
  const status = useCall('vault.status', {}).data
  const isWell = status?.state === 'empty' || status?.state === 'unlocked'
  return (
    <Section title={words.signIns} lead={words.signInsLead}>
      {status !== undefined && isWell && <p role="status">{say(status.said)}</p>}
      <VaultNote />
    </Section>
  )
}
