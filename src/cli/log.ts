import { type Command, Option } from 'commander'
import type { LogEntry, LogLevel } from '../shared/model.ts'
import { withSession } from './session.ts'

interface LogOptions {
  readonly level?: LogLevel
  readonly source?: string
  readonly limit: string
  readonly follow?: boolean
}

export function addLogCommand(program: Command): void {
  program
    .command('log')
    .description('what the engine wrote down, oldest first')
    .addOption(new Option('--level <level>', 'this level and the graver ones').choices(['debug', 'info', 'warn', 'error']))
    .option('--source <id>', 'only of this source')
    .option('--limit <n>', 'so many of the latest entries', '100')
    .option('--follow', 'go on with what is written, until interrupted')
    .action((options: LogOptions, command: Command) =>
      withSession(command, async ({ client, handle, json, line, print }) => {
        const limit = Number(options.limit)
        if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) command.error('--limit is a number from 1 to 1000', { exitCode: 2 })
        const filter = {
          ...(options.level === undefined ? {} : { level: options.level }),
          ...(options.source === undefined ? {} : { source: options.source }),
        }
        const entries = (await client.call('log.read', { ...filter, limit })).toReversed()
        if (options.follow !== true) return print(entries, () => entries.map(describeEntry).join('\n'))
        let last = 0
        const show = (some: readonly LogEntry[]) => {
          for (const entry of some) {
            if (json) line(entry)
            else process.stdout.write(`${describeEntry(entry)}\n`)
            last = entry.id
          }
        }
        show(entries)
        let reading = Promise.resolve()
        client.on('log.changed', () => {
          reading = reading.then(async () => show((await client.call('log.read', { ...filter, limit: 1_000, after: last })).toReversed()))
        })
        await Promise.race([
          handle.closed,
          new Promise<void>((done) => {
            process.once('SIGINT', () => done())
            process.once('SIGTERM', () => done())
          }),
        ])
      }),
    )
}

/** One line; characters that would steer a terminal are spelled out. */
function describeEntry({ at, level, source, message, fields }: LogEntry): string {
  const more = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are meant
  return `${at} ${level.padEnd(5)} ${source ?? '-'} ${message}${more}`.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) =>
    JSON.stringify(c).slice(1, -1),
  )
}
