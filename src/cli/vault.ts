import type { Command } from 'commander'
import { say } from '../shared/messages/say.ts'
import { MagpieError } from '../shared/problem.ts'
import type { VaultStatus } from '../shared/sign-in.ts'
import { askSecret } from './secrets.ts'
import { withSession } from './session.ts'

export function addVaultCommands(program: Command): void {
  const vault = program.command('vault').description('where your sign-ins are kept, sealed')
  const show = (status: VaultStatus) => say(status.said)

  vault
    .command('status')
    .description('how they are kept, and whether they are open')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const status = await client.call('vault.status', {})
        print(status, () => show(status))
      }),
    )

  vault
    .command('unlock')
    .description('asks the keychain once more, or for the passphrase')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const before = await client.call('vault.status', {})
        const withPassphrase = before.state !== 'unlocked' && before.passphrase
        const passphrase = withPassphrase ? { passphrase: await askSecret('Passphrase') } : {}
        const status = before.state === 'unlocked' ? before : await client.call('vault.unlock', passphrase)
        print(status, () => show(status))
      }),
    )

  vault
    .command('protect')
    .description('sets or changes the passphrase that opens them where there is no keychain')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const passphrase = await askSecret('New passphrase')
        if ((await askSecret('Once more')) !== passphrase) throw new MagpieError('passphrase-typo')
        const status = await client.call('vault.protect', { passphrase })
        print(status, () => show(status))
      }),
    )

  vault
    .command('reset')
    .description('forgets every stored sign-in and begins anew; what is indexed stays')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const status = await client.call('vault.reset', {})
        print(status, () => 'Every stored sign-in is erased. Sign in again with: magpie source sign-in ID')
      }),
    )
}
