import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  defaultHome,
  type EngineHandle,
  type EngineOptions,
  nodeConditions,
  openEngine,
  sourceResources,
  spawnNodeChild,
} from '../engine/index.ts'
import type { Client } from '../shared/api.ts'
import type { Json } from '../shared/json.ts'
import { takeFromEnvironment } from './secrets.ts'
import { version } from './version.ts'

/** What every command works with: the engine, and where to print. */
export interface Session {
  readonly client: Client
  readonly handle: EngineHandle
  readonly json: boolean
  readonly quiet: boolean
  /** One JSON value on stdout with `--json`, else the text. */
  print(value: unknown, text: () => string): void
  /** One JSON line on stdout. */
  line(value: unknown): void
  /** A line of progress on stderr. */
  progress(text: string): void
}

interface GlobalOptions {
  readonly home?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly passphraseEnv?: string
  readonly connectors?: EngineOptions['connectors']
}

export const homeOf = (command: Command): string => {
  const given = (command.optsWithGlobals() as GlobalOptions).home ?? process.env.MAGPIE_HOME
  return given === undefined || given === '' ? defaultHome() : resolve(given)
}

/** Opens the engine (or the running one), does the work, and closes again. */
export async function withSession(
  command: Command,
  work: (session: Session) => Promise<void>,
  options: { readonly background?: boolean } = {},
): Promise<void> {
  const { json = false, quiet = false, passphraseEnv, connectors } = command.optsWithGlobals() as GlobalOptions
  const passphrase = passphraseEnv === undefined ? null : takeFromEnvironment(passphraseEnv)
  const handle = await openEngine({
    home: homeOf(command),
    host: 'cli',
    resources: sourceResources,
    version,
    spawn: spawnNodeChild,
    conditions: nodeConditions,
    capabilities: [],
    background: options.background ?? false,
    ...(connectors === undefined ? {} : { connectors }),
  })
  try {
    if (passphrase !== null) await openVault(handle.client, passphrase)
    await work({
      client: handle.client,
      handle,
      json,
      quiet,
      print: (value, text) => void process.stdout.write(json ? `${JSON.stringify(value)}\n` : withEnd(text())),
      line: (value) => void process.stdout.write(`${JSON.stringify(value as Json)}\n`),
      progress: (text) => void (quiet || process.stderr.write(`${text}\n`)),
    })
  } finally {
    await handle.close()
  }
}

/** The first passphrase makes the vault. */
async function openVault(client: Client, passphrase: string): Promise<void> {
  const { state, passphrase: isSet } = await client.call('vault.status', {})
  if (state === 'unlocked') return
  await client.call(isSet ? 'vault.unlock' : 'vault.protect', { passphrase })
}

const withEnd = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
