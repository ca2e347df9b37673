import type { Command } from 'commander'
import type { HooksStatus } from '../shared/model.ts'
import { withSession } from './session.ts'

export function addHookCommands(program: Command): void {
  const hooks = program.command('hooks').description('lets other programs tell, over HTTP and signed, that a document changed')

  hooks
    .command('list', { isDefault: true })
    .description('the sources that have one')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const status = await client.call('hooks.get', {})
        print(status, () => describe(status))
      }),
    )

  hooks
    .command('on <source>')
    .description('switch it on for a source; prints its address and, this once, its secret')
    .action((source: string, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const { url, secret } = await client.call('hooks.set', { source, on: true })
        print({ source, url, secret }, () =>
          secret === null
            ? `${source} has a hook already: ${url}\nIts secret was shown when it was switched on. For a new one: magpie hooks off ${source}, then on again.`
            : `Address: ${url}\nSecret:  ${secret}\nKeep the secret: it is not shown again. Calls are received while "magpie serve" runs.`,
        )
      }),
    )

  hooks
    .command('off <source>')
    .description('switch it off; its secret is worth nothing from then on')
    .action((source: string, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        await client.call('hooks.set', { source, on: false })
        print({ source, url: null, secret: null }, () => `${source} has no hook.`)
      }),
    )
}

function describe({ port, listening, hooks }: HooksStatus): string {
  if (hooks.length === 0) return 'No source has a hook. Switch one on with: magpie hooks on SOURCE'
  const lines = hooks.map(
    ({ source, url, calls, calledAt }) => `${source}\t${url}\t${calls} calls${calledAt === null ? '' : `, the last at ${calledAt}`}`,
  )
  return [...lines, listening ? `Calls are received on port ${port}.` : 'Nobody receives calls right now. Start: magpie serve'].join('\n')
}
