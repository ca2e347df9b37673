import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Json } from '../../shared/json.ts'
import { MagpieError } from '../../shared/problem.ts'
import { connectorIcons } from '../connectors/icons.ts'
import { bearerOf, type SignedIn } from '../credentials.ts'
import { connectorType, loadConnectors, type Parts } from '../parts.ts'
import { writeSchedule } from '../store/schedules.ts'
import { dropCursor, ensureScope, listScopes } from '../store/scopes.ts'
import { readSettings } from '../store/settings.ts'
import { deleteSource, findSource, insertSource, listSources, rowsOf, updateSource } from '../store/sources.ts'
import { expectKind } from './credential-kinds.ts'
import { errorBudgetFrom } from './error-budget-values.ts'
import type { Handlers } from './handlers.ts'
import { commonKeys, isCommon, paceFrom, scheduleFrom } from './schedule-values.ts'
import { keep } from './sign-in.ts'
import { sourceStatus } from './source-status.ts'
import { parseValue } from './source-values.ts'
import { withConnector } from './with-connector.ts'

type Calls =
  | 'connectors.list'
  | 'sources.list'
  | 'sources.add'
  | 'sources.set'
  | 'sources.remove'
  | 'sources.pause'
  | 'sources.resume'
  | 'sources.scopes'
  | 'demo.add'
  | 'folders.list'

export const sourceHandlers: Handlers<Calls> = {
  'connectors.list': async (parts) => {
    const types = await loadConnectors(parts.options.connectors)
    return types.map(({ id, name, settings }) => ({ id, name, icon: connectorIcons[id] ?? null, fields: settings.fields }))
  },
  'sources.list': (parts) => listSources(parts.store).map((source) => sourceStatus(parts, source)),
  'sources.add': async (parts, { connector, settings, credential, attempt, name, scopes }) => {
    const signedIn = attempt === undefined ? credential : parts.attempts.grant(attempt)
    const added = await add(parts, connector, settings as Record<string, Json>, signedIn, name, scopes)
    if (attempt !== undefined) parts.attempts.forget(attempt)
    return added
  },
  'demo.add': (parts) => add(parts, 'folder', { path: join(parts.options.resources, 'demo') }, { kind: 'none' }, 'Demo collection'),
  'sources.set': async (parts, { id, values }) => {
    const source = known(parts, id)
    const type = await connectorType(parts.options.connectors, source.connector)
    const settings: Record<string, Json> = { ...source.settings }
    const schedule = scheduleFrom(values, source.schedule)
    const pace = paceFrom(values, source.pace)
    const errorBudget = errorBudgetFrom(values, source.errorBudget, readSettings(parts.store))
    for (const [key, value] of Object.entries(values)) {
      if (isCommon(key)) continue
      const field = type.settings.fields.find((f) => f.name === key)
      if (field === undefined)
        throw new MagpieError('setting-unknown', { key, known: [...commonKeys, ...type.settings.fields.map((f) => f.name)].join(', ') })
      settings[key] = parseValue(field, value)
    }
    type.settings.parse(settings)
    updateSource(parts.store, id, { name: values.name ?? source.name, settings, pace, errorBudget })
    const rescheduled = schedule.sync !== source.schedule.sync || schedule.reconcile !== source.schedule.reconcile
    if (rescheduled) writeSchedule(parts.store, id, schedule, new Date())
    const relist = Object.keys(values).some((key) => !isCommon(key))
    if (relist) for (const scope of listScopes(parts.store, id)) dropCursor(parts.store, id, scope.id)
    parts.announce('sources.changed', { source: id })
    if (relist && source.state !== 'paused' && parts.options.background) void parts.syncer.rewatch(id)
    else if (rescheduled) parts.syncer.rescheduled(id)
    return { source: known(parts, id) }
  },
  'sources.remove': async (parts, { id, keepIndex }) => {
    known(parts, id)
    await parts.syncer.unwatch(id)
    const signedOut = await parts.credentials.signOut(id)
    const documents = deleteSource(parts.store, id, keepIndex)
    const left = keepIndex ? null : rowsOf(parts.store, id)
    parts.announce('sources.changed', { source: id })
    parts.announce('index.changed', { source: id })
    return { documents, signedOut, left }
  },
  'sources.pause': async (parts, { id, minutes }) => {
    known(parts, id)
    const source = await parts.syncer.pause(id, minutes ?? null)
    parts.announce('sources.changed', { source: id })
    return { source }
  },
  'sources.resume': (parts, { id }) => {
    known(parts, id)
    const source = parts.syncer.resume(id)
    parts.announce('sources.changed', { source: id })
    if (parts.options.background) parts.syncer.rewatch(id)
    return { source }
  },
  'sources.scopes': async (parts, { id, parent }) => {
    const source = known(parts, id)
    const type = await connectorType(parts.options.connectors, source.connector)
    const chosen = new Set(listScopes(parts.store, id).map((scope) => scope.id))
    return withConnector(parts, type, { source, settings: source.settings }, async (connector, signal) => {
      const scopes = []
      for await (const scope of connector.scopes(parent, signal)) scopes.push({ ...scope, chosen: chosen.has(scope.id) })
      return scopes
    })
  },
  'folders.list': (_parts, { path }) => listFolders(path),
}

function known(parts: Parts, id: string) {
  const source = findSource(parts.store, id)
  if (source === null) throw new MagpieError('source-unknown', { id })
  return source
}

async function add(
  parts: Parts,
  connector: string,
  given: Record<string, Json>,
  signedIn: SignedIn = { kind: 'none' },
  name?: string,
  chosen?: readonly string[],
) {
  const type = await connectorType(parts.options.connectors, connector)
  const settings = connector === 'folder' ? folderSettings(parts, given) : given
  type.settings.parse(settings)
  expectKind(type, signedIn)
  if (signedIn.kind !== 'none') await parts.credentials.ready()
  const { account, scopes } = await withConnector(
    parts,
    type,
    { source: null, settings, credential: bearerOf(signedIn) },
    async (opened, signal) => {
      const account = await opened.check(signal)
      const scopes = []
      for await (const scope of opened.scopes(null, signal)) if (chosen === undefined || chosen.includes(scope.id)) scopes.push(scope)
      return { account, scopes }
    },
  )
  const twin = listSources(parts.store).find((s) => s.connector === connector && s.account === account.id)
  if (twin !== undefined) throw new MagpieError('source-exists', { id: twin.id, name: twin.name })
  const source = insertSource(parts.store, { connector, name: name ?? account.name, account: account.id, settings })
  for (const scope of scopes) ensureScope(parts.store, source.id, scope, type.cursorVersion)
  if (signedIn.kind !== 'none') await keep(parts, type, source, signedIn)
  parts.announce('sources.changed', { source: source.id })
  if (parts.options.background) parts.syncer.rewatch(source.id)
  return { source }
}

/** Absolute path, and the home kept out of an index of itself. */
function folderSettings(parts: Parts, given: Record<string, Json>): Record<string, Json> {
  const text = typeof given.path === 'string' ? given.path.trim() : ''
  const path = resolve(text === '~' || text.startsWith(`~${sep}`) ? join(homedir(), text.slice(1)) : text)
  const home = resolve(parts.options.home)
  if (text !== '' && (path === home || path.startsWith(home + sep))) throw new MagpieError('folder-contains-home', { path })
  if (!home.startsWith(path + sep)) return { ...given, path: text === '' ? '' : path }
  const exclude = Array.isArray(given.exclude) ? given.exclude : []
  return { ...given, path, exclude: [...exclude, `${relative(path, home).split(sep).join('/')}/**`] }
}

/** Folders to choose from. A window in a browser sees the person's own folders and mounted disks, nothing else. */
function listFolders(asked: string | undefined) {
  const roots = [homedir(), '/media', '/mnt', '/run/media', '/Volumes']
  const path = resolve(asked === undefined || asked === '' ? homedir() : asked.startsWith('~') ? join(homedir(), asked.slice(1)) : asked)
  if (!roots.some((root) => path === root || path.startsWith(root + sep))) return { path, parent: null, folders: [] }
  const parent = roots.includes(path) ? null : dirname(path)
  try {
    const folders = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort((a, b) => a.localeCompare(b))
    return { path, parent, folders }
  } catch {
    return { path, parent, folders: [] }
  }
}
