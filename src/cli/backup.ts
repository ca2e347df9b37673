import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { BackupReport } from '../shared/model.ts'
import { withSession } from './session.ts'

export function addBackupCommands(program: Command): void {
  program
    .command('backup <path>')
    .description('a copy of the whole index as one file, also while the app runs')
    .action((path: string, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const report = await client.call('backup', { path: fromHere(path) })
        print(report, () => `${describe(report)} Written to ${report.path}.`)
      }),
    )

  program
    .command('restore <path>')
    .description('put a backup in the place of the index')
    .action((path: string, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const report = await client.call('restore', { path: fromHere(path) })
        print(report, () => `${describe(report)} The index from before lies beside it as magpie.before-restore.db.`)
      }),
    )

  program
    .command('erase')
    .description('delete everything Magpie knows; the originals are not touched')
    .requiredOption('--everything', 'yes, all of it')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        await client.call('erase', { everything: true })
        print({ erased: true }, () => 'Everything is erased. The originals were not touched.')
      }),
    )
}

const describe = ({ documents, sources, bytes }: BackupReport) =>
  `${documents} documents of ${sources} ${sources === 1 ? 'source' : 'sources'}, ${(bytes / 1e6).toFixed(1)} MB.`

/** The app may run in another folder. */
const fromHere = (path: string) => resolve(path)
