import type { Command } from 'commander'
import { say } from '../shared/messages/say.ts'
import { withSession } from './session.ts'

export function addMaintenanceCommands(program: Command): void {
  program
    .command('settings [setting]')
    .description('preferences: KEY to see one, KEY=VALUE to change it')
    .action((setting: string | undefined, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const at = setting?.indexOf('=') ?? -1
        const settings =
          setting !== undefined && at > 0
            ? await client.call('settings.set', { key: setting.slice(0, at), value: setting.slice(at + 1) })
            : await client.call('settings.get', {})
        print(settings, () =>
          Object.entries(settings)
            .filter(([key]) => setting === undefined || key === (at > 0 ? setting.slice(0, at) : setting))
            .map(([key, value]) => `${key}=${String(value)}`)
            .join('\n'),
        )
      }),
    )

  program
    .command('doctor')
    .description('checks the index, the models and the data folder')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const report = await client.call('doctor', {})
        print(report, () => report.checks.map((check) => `${check.ok ? 'ok  ' : 'BAD '} ${check.name}: ${say(check.said)}`).join('\n'))
        if (!report.ok) process.exitCode = 1
      }),
    )
}
