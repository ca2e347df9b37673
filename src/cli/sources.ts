import type { Command } from 'commander'
import type { CallInput } from '../shared/api.ts'
import type { Source } from '../shared/model.ts'
import { MagpieError } from '../shared/problem.ts'
import { addBrowserOptions, attemptFrom, type BrowserOptions } from './browser-sign-in.ts'
import { minutes, untilWhen } from './durations.ts'
import { nothingConnected } from './nothing-yet.ts'
import { withProgress } from './progress.ts'
import { describeRun, exitCode } from './runs.ts'
import { addSecretOptions, askSecret, credentialFrom, type SecretOptions } from './secrets.ts'
import { withSession } from './session.ts'

export function addSourceCommands(program: Command): void {
  const source = program.command('source').description('what Magpie is connected to')

  addBrowserOptions(addSecretOptions(source.command('add <connector> [settings...]')))
    .description('connect a source: "folder PATH", with KEY=VALUE settings such as exclude=drafts/**')
    .option('--name <name>', 'how to call it')
    .option('--scope <id...>', 'index only these parts of it')
    .option('--api-url <url>', 'where the service answers, when not at its usual address')
    .action(
      (
        connector: string,
        settings: string[],
        options: { name?: string; scope?: string[]; apiUrl?: string } & SecretOptions & BrowserOptions,
        command: Command,
      ) =>
        withSession(command, async (session) => {
          const { client, print } = session
          const credential = await credentialFrom(options)
          const settingsGiven = {
            ...settingsFrom(connector, settings),
            ...(options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }),
          }
          const attempt = await attemptFrom(session, { connector, settings: settingsGiven }, options)
          const added = await client.call('sources.add', {
            connector,
            ...(credential === undefined ? {} : { credential }),
            ...(attempt === undefined ? {} : { attempt }),
            settings: settingsGiven,
            ...(options.name === undefined ? {} : { name: options.name }),
            ...(options.scope === undefined ? {} : { scopes: options.scope }),
          })
          print({ source: brief(added.source) }, () => `Connected ${label(added.source)}. Sync it with: magpie sync ${added.source.id}`)
        }),
    )

  source
    .command('list')
    .description('the connected sources')
    .action((_options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const statuses = await client.call('sources.list', {})
        print(
          statuses.map(({ source: one }) => ({ ...brief(one), ...planned(one), ...chosen(one) })),
          () => (statuses.length === 0 ? nothingConnected : statuses.map((s) => label(s.source)).join('\n')),
        )
      }),
    )

  source
    .command('set <id> <values...>')
    .description(
      'change KEY=VALUE …: name, scopes (ids, or all), excludes, schedule, reconcile, at-once, per-minute, errors-in-a-row, errors-percent, or a setting of its connector',
    )
    .action((id: string, values: string[], _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const { source: changed } = await client.call('sources.set', { id, values: Object.fromEntries(values.map(keyValue)) })
        print({ source: { ...brief(changed), ...planned(changed), ...chosen(changed) } }, () => `Changed ${label(changed)}.`)
      }),
    )

  source
    .command('remove <id>')
    .description('disconnect a source and erase what was indexed of it')
    .option('--keep-index', 'keep its documents searchable')
    .action((id: string, options: { keepIndex?: boolean }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const { documents, signedOut, left } = await client.call('sources.remove', { id, keepIndex: options.keepIndex ?? false })
        const index =
          left === null ? `${documents} documents stay searchable.` : `${documents} documents left the index, ${left} traces of it remain.`
        const signIn = signedOut ? ' The sign-in is erased.' : ''
        print({ removed: id, documents, signedOut, left }, () => `Disconnected ${id}; ${index}${signIn} The originals were not touched.`)
      }),
    )

  addBrowserOptions(addSecretOptions(source.command('sign-in <id>')))
    .description('sign in again, or with another credential of the same account; nothing is read again that did not change')
    .action((id: string, options: SecretOptions & BrowserOptions, command: Command) =>
      withSession(command, async (session) => {
        const { client, print } = session
        const attempt = await attemptFrom(session, { connector: id, source: id }, options)
        const credential = await credentialFrom(options)
        const given =
          attempt !== undefined ? { attempt } : { credential: credential ?? ({ kind: 'bearer', token: await askSecret('Token') } as const) }
        const { source: signedIn } = await client.call('sources.signIn', { id, ...given })
        print({ source: brief(signedIn) }, () => `Signed in as ${signedIn.account}.`)
      }),
    )

  source
    .command('scopes <id>')
    .description('the parts of a source that can be chosen')
    .option('--parent <scope>', 'look inside this one')
    .action((id: string, options: { parent?: string }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const scopes = await client.call('sources.scopes', { id, parent: options.parent ?? null })
        print(scopes, () => scopes.map((scope) => `${scope.id}\t${scope.name}`).join('\n'))
      }),
    )

  source
    .command('rebuild <id>')
    .description('read everything of it again and make text and passages anew, whatever did not change')
    .action((id: string, _options: unknown, command: Command) =>
      withSession(command, async (session) => {
        const { run } = await withProgress(session, () => session.client.call('sources.rebuild', { id }))
        session.print(run, () => describeRun(run))
        process.exitCode = exitCode([run])
      }),
    )

  source
    .command('pause <id>')
    .description('stop syncing it; what is indexed stays searchable. "all" stops everything that happens by itself')
    .option('--for <time>', 'go on by itself after 30m, 1h, 2d …', minutes)
    .action((id: string, options: { for?: number }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const lasts = options.for === undefined ? {} : { minutes: options.for }
        if (id === 'all') {
          const governor = await client.call('sync.pause', lasts)
          return print({ governor }, () => `Everything is paused ${untilWhen(governor.pausedUntil)}.`)
        }
        const { source: changed } = await client.call('sources.pause', { id, ...lasts })
        print({ source: { ...brief(changed), ...planned(changed) } }, () => `${label(changed)}: paused ${untilWhen(changed.pausedUntil)}.`)
      }),
    )

  source
    .command('resume <id>')
    .description('sync it again; "all" ends the pause of everything')
    .action((id: string, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        if (id === 'all') {
          const governor = await client.call('sync.resume', {})
          return print({ governor }, () => 'Magpie goes on.')
        }
        const { source: changed } = await client.call('sources.resume', { id })
        print({ source: { ...brief(changed), ...planned(changed) } }, () => `${label(changed)}: ${changed.state}.`)
      }),
    )
}

type Settings = CallInput<'sources.add'>['settings']

const brief = ({ id, connector, name, account }: Source) => ({ id, connector, name, account })
const planned = ({ state, schedule, pace, pausedUntil }: Source) => ({ state, schedule, pace, pausedUntil })
const chosen = ({ settings, scopes, excludes, errorBudget }: Source) => ({ settings, scopes, excludes, errorBudget })
const label = (source: Source) => `${source.id}\t${source.name}\t${source.account}`

/** The first word after `folder` is its path; everything else is KEY=VALUE. Values that look like JSON are JSON. */
function settingsFrom(connector: string, words: readonly string[]): Settings {
  const settings: Settings = {}
  const [first, ...rest] = words
  const pairs = connector === 'folder' ? rest : words
  if (connector === 'folder') {
    if (first === undefined) throw new MagpieError('bad-request', { call: 'source add folder', detail: 'say which folder' })
    settings.path = first
  }
  for (const pair of pairs) {
    const [key, value] = keyValue(pair)
    settings[key] = settingValue(key, value)
  }
  return settings
}

function settingValue(key: string, value: string): Settings[string] {
  if (key === 'include' || key === 'exclude') return value.split(',').map((part) => part.trim())
  if (value === 'true' || value === 'false') return value === 'true'
  return /^\d+$/.test(value) ? Number(value) : value
}

function keyValue(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new MagpieError('bad-request', { call: pair, detail: 'settings are given as KEY=VALUE' })
  return [pair.slice(0, at), pair.slice(at + 1)]
}
