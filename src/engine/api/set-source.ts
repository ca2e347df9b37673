import type { CallParams } from '../../shared/api.ts'
import type { Json } from '../../shared/json.ts'
import type { ChosenScope, ConnectorField, Source } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { ConnectorType } from '../connectors/connector.ts'
import { connectorType, type Parts } from '../parts.ts'
import { writeSchedule } from '../store/schedules.ts'
import { dropCursor, ensureScope, listScopes, noteScopesAsked } from '../store/scopes.ts'
import { readSettings } from '../store/settings.ts'
import { findSource, updateSource } from '../store/sources.ts'
import { leaveUnchosenScopes } from '../sync/leave-scopes.ts'
import { refuseTwin } from './add-source.ts'
import { type AskedScope, chooseScopes } from './choose-scopes.ts'
import { errorBudgetFrom } from './error-budget-values.ts'
import { folderSettings } from './folders.ts'
import { commonKeys, isCommon, paceFrom, scheduleFrom } from './schedule-values.ts'
import { parseValue } from './source-values.ts'
import { withConnector } from './with-connector.ts'

const listField = (name: string): ConnectorField => ({ name, label: name, input: 'list', required: false })

/**
 * Changes what was chosen for a source. Nothing is read again that did not change: other settings list anew and compare
 * versions, a new scope alone is listed, and what is only in a scope that is left goes at once.
 */
export async function setSource(parts: Parts, { id, values: given, scopes: askedScopes }: CallParams<'sources.set'>): Promise<Source> {
  const { store } = parts
  const source = knownSource(parts, id)
  const type = await connectorType(parts.options.connectors, source.connector)
  const { scopes: scopeText, excludes: excludeText, ...rest } = given
  const ownExclude = type.settings.fields.find((field) => field.name === 'exclude')
  // Where the connector can leave things out itself, it need not even list them.
  const values = excludeText === undefined || ownExclude === undefined ? rest : { ...rest, exclude: excludeText }
  const schedule = scheduleFrom(values, source.schedule)
  const pace = paceFrom(values, source.pace)
  const errorBudget = errorBudgetFrom(values, source.errorBudget, readSettings(store))
  const excludes =
    excludeText === undefined || ownExclude !== undefined ? source.excludes : (parseValue(listField('excludes'), excludeText) as string[])
  const { settings, changed } = settingsFrom(parts, type, source, values)
  const account = changed.some(namesAccount) ? await accountOf(parts, type, source, settings) : source.account
  const asked = askedScopes !== undefined ? askedScopes : scopeText === undefined ? undefined : scopesFrom(scopeText)
  const scopes = asked === undefined ? source.scopes : await scopesOf(parts, type, source, settings, asked)

  updateSource(store, id, { name: values.name ?? source.name, account, settings, pace, errorBudget, excludes })
  const rescheduled = schedule.sync !== source.schedule.sync || schedule.reconcile !== source.schedule.reconcile
  if (rescheduled) writeSchedule(store, id, schedule, new Date())
  if (changed.length > 0) for (const scope of listScopes(store, id)) dropCursor(store, id, scope.id)
  if (JSON.stringify(excludes) !== JSON.stringify(source.excludes)) {
    await parts.syncer.applyRules()
    parts.announce('index.changed', { source: id })
  }
  if (asked !== undefined) await choose(parts, type, source, scopes)
  parts.announce('sources.changed', { source: id })
  const again = changed.length > 0 || asked !== undefined
  if (again && source.state !== 'paused' && parts.options.background) void parts.syncer.rewatch(id)
  else if (rescheduled) parts.syncer.rescheduled(id)
  return knownSource(parts, id)
}

/** Throws `source-unknown`. */
export function knownSource(parts: Parts, id: string): Source {
  const source = findSource(parts.store, id)
  if (source === null) throw new MagpieError('source-unknown', { id })
  return source
}

/**
 * Proves that a source can be opened and is still the same one: the documents of two accounts would be taken for each
 * other's. A folder may lie elsewhere by now. Throws `account-differs`, and what keeps it from being opened.
 */
async function accountOf(parts: Parts, type: ConnectorType, source: Source, settings: unknown): Promise<string> {
  const account = await withConnector(parts, type, { source, settings }, (opened, signal) => opened.check(signal))
  if (account.id === source.account) return account.id
  if (source.connector !== 'folder') throw new MagpieError('account-differs', { was: source.account, is: account.id })
  refuseTwin(parts, source.connector, account.id, source.id)
  return account.id
}

function settingsFrom(parts: Parts, type: ConnectorType, source: Source, values: Readonly<Record<string, string>>) {
  const wanted: Record<string, Json> = { ...source.settings }
  const fields = []
  for (const [key, value] of Object.entries(values)) {
    if (isCommon(key)) continue
    const field = type.settings.fields.find((one) => one.name === key)
    if (field === undefined)
      throw new MagpieError('setting-unknown', { key, known: [...commonKeys, ...type.settings.fields.map((one) => one.name)].join(', ') })
    wanted[key] = parseValue(field, value)
    fields.push(field)
  }
  const settings = source.connector === 'folder' && fields.length > 0 ? folderSettings(parts.options.home, wanted) : wanted
  type.settings.parse(settings)
  const isOther = ({ name }: ConnectorField) => JSON.stringify(settings[name]) !== JSON.stringify(source.settings[name])
  return { settings, changed: fields.filter(isOther) }
}

/** Patterns, switches and sizes choose within a source; text says which one it is. */
const namesAccount = ({ input }: ConnectorField): boolean => input === 'text' || input === 'url' || input === 'folder'

function scopesFrom(text: string): readonly AskedScope[] | null {
  return text.trim() === 'all' ? null : (parseValue(listField('scopes'), text) as string[])
}

async function scopesOf(
  parts: Parts,
  type: ConnectorType,
  source: Source,
  settings: unknown,
  asked: readonly AskedScope[] | null,
): Promise<readonly ChosenScope[] | null> {
  if (asked === null) return null
  const known = [...(source.scopes ?? []), ...listScopes(parts.store, source.id)]
  if (asked.every((scope) => known.some(({ id }) => id === (typeof scope === 'string' ? scope : scope.id))))
    return chooseScopes({ scopes: async function* () {} }, asked, known, AbortSignal.timeout(0))
  return withConnector(parts, type, { source, settings }, (opened, signal) => chooseScopes(opened, asked, known, signal))
}

/** What is left goes at once; but if something new is chosen as well, only once that is listed: it may hold the same documents. */
async function choose(parts: Parts, type: ConnectorType, source: Source, scopes: readonly ChosenScope[] | null): Promise<void> {
  const { store } = parts
  const known = new Set(listScopes(store, source.id).map(({ id }) => id))
  const isNew = scopes?.some(({ id }) => !known.has(id)) ?? false
  await parts.syncer.change(source.id, async () => {
    updateSource(store, source.id, { scopes })
    noteScopesAsked(store, source.id, null)
    for (const scope of scopes ?? []) ensureScope(store, source.id, scope, type.cursorVersion)
    if (!isNew) await leaveUnchosenScopes({ store, now: () => new Date() }, source.id)
  })
  if (!isNew) parts.announce('index.changed', { source: source.id })
}
