import { CommanderError } from 'commander'
import type { EngineOptions } from '../engine/index.ts'
import { say } from '../shared/messages/say.ts'
import { MagpieError } from '../shared/problem.ts'
import { buildProgram } from './program.ts'

/** Exit codes are a public contract: 0 done, 1 failed, 2 wrong usage, 3 done with failures, 4 held, 5 needs sign-in. */
const usageCodes: readonly string[] = [
  'bad-request',
  'connector-unknown',
  'setting-unknown',
  'setting-invalid',
  'schedule-invalid',
  'model-unknown',
  'credential-kind',
  'secret-missing',
  'secret-unasked',
]

/** What only signing in, or opening what is signed in, can mend. */
const signInCodes: readonly string[] = ['source-sign-in', 'vault-locked', 'vault-absent', 'vault-refused', 'vault-lost', 'passphrase-wrong']

/** Does what this process was started with, and sets its exit code. `connectors` takes the place of the shipped ones. */
export async function runCommand(connectors?: EngineOptions['connectors']): Promise<void> {
  try {
    await buildProgram(connectors).parseAsync(process.argv)
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else if (error instanceof MagpieError) {
      process.stderr.write(`${say(error)}\n`)
      process.exitCode = usageCodes.includes(error.code) ? 2 : signInCodes.includes(error.code) ? 5 : 1
    } else {
      process.stderr.write(`${say({ code: 'internal', params: {} })}\n`)
      if (process.env.MAGPIE_DEBUG !== undefined) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exitCode = 1
    }
  }
}
