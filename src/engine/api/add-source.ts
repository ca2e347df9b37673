import type { CallParams } from '../../shared/api.ts'
import type { Json } from '../../shared/json.ts'
import type { Source } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { bearerOf, type SignedIn } from '../credentials.ts'
import { connectorType, type Parts } from '../parts.ts'
import { ensureScope } from '../store/scopes.ts'
import { insertSource, listSources, updateSource } from '../store/sources.ts'
import { transact } from '../store/transaction.ts'
import { chooseScopes } from './choose-scopes.ts'
import { expectKind } from './credential-kinds.ts'
import { folderSettings } from './folders.ts'
import { keep } from './sign-in.ts'
import { withConnector } from './with-connector.ts'

type Asked = Omit<CallParams<'sources.add'>, 'settings' | 'credential' | 'attempt'> & {
  readonly settings: Readonly<Record<string, Json>>
  readonly signedIn?: SignedIn | undefined
}

/** Connects a source: proves that it can be opened, and that it is not connected already. */
export async function addSource(
  parts: Parts,
  { connector, settings: given, signedIn = { kind: 'none' }, name, scopes: asked }: Asked,
): Promise<Source> {
  const type = await connectorType(parts.options.connectors, connector)
  const settings = connector === 'folder' ? folderSettings(parts.options.home, given) : given
  type.settings.parse(settings)
  expectKind(type, signedIn)
  if (signedIn.kind !== 'none') await parts.credentials.ready()
  const { account, scopes } = await withConnector(
    parts,
    type,
    { source: null, settings, credential: bearerOf(signedIn) },
    async (opened, signal) => ({
      account: await opened.check(signal),
      scopes: asked === undefined ? null : await chooseScopes(opened, asked, [], signal),
    }),
  )
  refuseTwin(parts, connector, account.id)
  // At once, or a kill in between would leave a source that takes in all there is, whatever was chosen.
  const source = transact(parts.store, () => {
    const { id } = insertSource(parts.store, { connector, name: name ?? account.name, account: account.id, settings })
    for (const scope of scopes ?? []) ensureScope(parts.store, id, scope, type.cursorVersion)
    return updateSource(parts.store, id, { scopes, excludes: [], errorBudget: null })
  })
  if (signedIn.kind !== 'none') await keep(parts, type, source, signedIn)
  parts.announce('sources.changed', { source: source.id })
  if (parts.options.background) parts.syncer.rewatch(source.id)
  return source
}

/** Two accounts of one connector stand side by side; the same one twice does not. Throws `source-exists`. */
export function refuseTwin(parts: Parts, connector: string, account: string, but?: string): void {
  const twin = listSources(parts.store).find((one) => one.connector === connector && one.account === account && one.id !== but)
  if (twin !== undefined) throw new MagpieError('source-exists', { id: twin.id, name: twin.name })
}
