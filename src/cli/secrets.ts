import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Command } from 'commander'
import type { CallInput } from '../shared/api.ts'
import { MagpieError } from '../shared/problem.ts'

type Credential = CallInput<'sources.signIn'>['credential']

/** How secrets are named on the command line; the secrets themselves are never on it. */
export interface SecretOptions {
  readonly tokenEnv?: string
  readonly user?: string
  readonly passwordEnv?: string
  readonly keyId?: string
  readonly secretEnv?: string
}

export const addSecretOptions = (command: Command): Command =>
  command
    .option('--token-env <name>', 'sign in with the token in this environment variable')
    .option('--user <name>', 'sign in as this user; asks for the password')
    .option('--password-env <name>', 'the password is in this environment variable')
    .option('--key-id <id>', 'sign in with this access key; asks for its secret')
    .option('--secret-env <name>', 'the secret is in this environment variable')

/** What the options say to sign in with; undefined when they say nothing. Asks on the terminal for what they leave out. */
export async function credentialFrom(options: SecretOptions): Promise<Credential | undefined> {
  const { tokenEnv, user, passwordEnv, keyId, secretEnv } = options
  if (tokenEnv !== undefined) return { kind: 'bearer', token: takeFromEnvironment(tokenEnv) }
  if (user !== undefined) return { kind: 'password', user, password: await secretFrom(passwordEnv, `Password of ${user}`) }
  if (keyId !== undefined) return { kind: 'access-key', id: keyId, secret: await secretFrom(secretEnv, `Secret of ${keyId}`) }
  return undefined
}

const secretFrom = (env: string | undefined, question: string): Promise<string> =>
  env === undefined ? askSecret(question) : Promise.resolve(takeFromEnvironment(env))

/** Takes it out, too: the children that the engine starts have no business with it. */
export function takeFromEnvironment(name: string): string {
  const value = process.env[name]
  delete process.env[name]
  if (value === undefined || value === '') throw new MagpieError('secret-missing', { name })
  return value
}

/** Asks on the terminal without showing what is typed. */
export async function askSecret(question: string, signal: AbortSignal = new AbortController().signal): Promise<string> {
  if (process.stdin.isTTY !== true) throw new MagpieError('secret-unasked', { what: question })
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true })
  try {
    process.stderr.write(`${question}: `)
    return await terminal.question('', { signal })
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
