import { Command } from 'commander'
import type { EngineOptions } from '../engine/index.ts'
import { addBackupCommands } from './backup.ts'
import { addDocumentCommands } from './documents.ts'
import { addFailureCommand } from './failures.ts'
import { addHookCommands } from './hooks.ts'
import { addLogCommand } from './log.ts'
import { addMaintenanceCommands } from './maintenance.ts'
import { addRemovalCommands } from './removals.ts'
import { addSearchCommands } from './search.ts'
import { addServeCommand } from './serve.ts'
import { addSourceCommands } from './sources.ts'
import { addSyncCommands } from './sync.ts'
import { addVaultCommands } from './vault.ts'
import { version } from './version.ts'
import { addWatchCommand } from './watch.ts'

/**
 * The `magpie` command. Every action gets the global options through `session.ts`. `connectors` takes the place of the
 * shipped ones, and `window` that of the built window, for a command under test.
 */
export function buildProgram(connectors?: EngineOptions['connectors'], window?: string): Command {
  const program = new Command('magpie')
    .description('Finds anything you know, offline.')
    .version(version)
    .option('--home <dir>', 'the data folder (or MAGPIE_HOME)')
    .option('--json', 'print JSON on stdout and nothing else there')
    .option('--quiet', 'no progress on stderr')
    .option('--passphrase-env <name>', 'open the stored sign-ins with the passphrase in this environment variable')
    .exitOverride()
    .showHelpAfterError('Run with --help to see what can be said.')
  for (const add of [
    addSourceCommands,
    addSyncCommands,
    addWatchCommand,
    addSearchCommands,
    addDocumentCommands,
    addRemovalCommands,
    addFailureCommand,
    addMaintenanceCommands,
    addServeCommand,
    addLogCommand,
    addHookCommands,
    addVaultCommands,
    addBackupCommands,
  ]) {
    add(program)
  }
  inherit(program)
  // Not options that anyone could say: they only travel the way options do.
  if (connectors !== undefined) program.setOptionValue('connectors', connectors)
  if (window !== undefined) program.setOptionValue('window', window)
  return program
}

/** `--json`, `--home` and `--quiet` may stand anywhere on the line, so every subcommand knows them too. */
function inherit(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride()
    if (child.commands.length === 0) {
      child
        .option('--home <dir>', 'the data folder')
        .option('--json', 'print JSON')
        .option('--quiet', 'no progress')
        .option('--passphrase-env <name>', 'open the stored sign-ins with it')
    }
    inherit(child)
  }
}
