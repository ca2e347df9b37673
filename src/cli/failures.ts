import type { Command } from 'commander'
import type { CallInput, Client } from '../shared/api.ts'
import { say } from '../shared/messages/say.ts'
import type { Failure } from '../shared/model.ts'
import { withSession } from './session.ts'

interface FailureOptions {
  readonly retry?: boolean
  readonly ignore?: boolean
  readonly passwordEnv?: string
  readonly problem?: string
  readonly document?: readonly string[]
}

export function addFailureCommand(program: Command): void {
  program
    .command('failures [id]')
    .description('documents that could not be indexed, why, and when they are tried again')
    .option('--retry', 'try them again now')
    .option('--password-env <name>', 'try the password in this environment variable on those that ask for one; it is not kept')
    .option('--ignore', 'leave them alone until they change')
    .option('--problem <problem>', 'only those with this problem, such as forbidden')
    .option('--document <id...>', 'only these documents')
    .action((id: string | undefined, options: FailureOptions, command: Command) =>
      withSession(command, async ({ client, print }) => {
        if (options.retry === true && options.ignore === true) command.error('say either --retry or --ignore', { exitCode: 2 })
        const filter: CallInput<'failures.list'> = {
          ...(id === undefined ? {} : { source: id }),
          ...(options.problem === undefined ? {} : { problem: options.problem }),
          ...(options.document === undefined ? {} : { documentIds: documentIds(command, options.document) }),
        }
        if (options.passwordEnv !== undefined) {
          const password = process.env[options.passwordEnv] ?? ''
          if (password === '') command.error(`the environment variable ${options.passwordEnv} holds nothing`, { exitCode: 2 })
          const result = await client.call('failures.retry', { ...filter, problem: 'encrypted', password })
          print(result, () => `${result.succeeded} of ${result.retried} opened with it.`)
        } else if (options.retry === true) {
          const result = await client.call('failures.retry', filter)
          print(result, () => `${result.succeeded} of ${result.retried} can be found now.`)
        } else if (options.ignore === true) {
          const result = await client.call('failures.ignore', filter)
          print(result, () => `${result.ignored} will not be tried again until they change.`)
        } else {
          const failures = await allFailures(client, filter)
          print(failures.map(failureJson), () => (failures.length === 0 ? 'Nothing failed.' : failures.map(describeFailure).join('\n')))
        }
      }),
    )
}

function documentIds(command: Command, given: readonly string[]): number[] {
  const ids = given.map(Number)
  if (ids.some((id) => !Number.isInteger(id) || id < 1))
    command.error('--document takes the documentId of a failure, a whole number', { exitCode: 2 })
  return ids
}

async function allFailures(client: Client, filter: CallInput<'failures.list'>): Promise<readonly Failure[]> {
  const limit = 1_000
  const failures: Failure[] = []
  for (;;) {
    const page = await client.call('failures.list', { ...filter, limit, after: failures.at(-1)?.documentId ?? 0 })
    failures.push(...page)
    if (page.length < limit) return failures
  }
}

const failureJson = (failure: Failure) => ({ ...failure, message: say(failure.said) })

function describeFailure(failure: Failure): string {
  const tries = failure.attempts === 1 ? 'tried once' : `tried ${failure.attempts} times`
  const next = failure.nextAttemptAt === null ? '' : `, next ${failure.nextAttemptAt}`
  return `${failure.source}\t${failure.documentId}\t${failure.externalId}\t${say(failure.said)} (${tries}${next})`
}
