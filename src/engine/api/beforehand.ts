import { hash } from 'node:crypto'
import type { CallParams } from '../../shared/api.ts'
import type { Json } from '../../shared/json.ts'
import type { Estimate, ScopeChoice, Source } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { Connector, ConnectorType, Scope } from '../connectors/connector.ts'
import { bearerOf, type SignedIn } from '../credentials.ts'
import { connectorType, type Parts } from '../parts.ts'
import { expectKind } from './credential-kinds.ts'
import { folderSettings } from './folders.ts'
import { sentenced } from './with-connector.ts'

type Asked = Pick<CallParams<'connecting.scopes'>, 'connector' | 'settings' | 'credential' | 'attempt'>

/** A large workspace takes a while to be looked through, and a person who waits for it sees that it is. */
const patienceMs = 180_000
/** Who opens one part of a tree opens the next one soon: what was learnt for the first is kept so long, in ms. */
const keptMs = 120_000

interface Look {
  readonly connector: Connector
  readonly type: ConnectorType
  readonly forget: () => void
  timer: NodeJS.Timeout
}

const looks = new WeakMap<Parts, Map<string, Look>>()

/** What can be chosen of a source before it is added. What is on top is chosen to begin with. */
export async function scopesBeforehand(
  parts: Parts,
  { parent, ...asked }: CallParams<'connecting.scopes'>,
): Promise<readonly ScopeChoice[]> {
  const { connector, type, forget } = await lookAt(parts, asked)
  try {
    const scopes = await sentenced(patienceMs, async (signal) => {
      if (parent === null) await connector.check(signal)
      return all(connector.scopes(parent, signal))
    })
    // Who signs in may have to be shown something first.
    if (parent === null && scopes.length === 0 && type.auth.every(({ kind }) => kind !== 'none'))
      throw new MagpieError('nothing-shared', { name: type.name })
    return scopes.map((scope) => ({ ...scope, chosen: parent === null }))
  } catch (error) {
    // What was learnt may be why: who looks again asks anew.
    forget()
    throw error
  }
}

/** How much there is, and how long it takes at the service's own limit; null where the connector cannot tell. */
export async function estimateBeforehand(parts: Parts, { scopes, ...asked }: CallParams<'connecting.estimate'>): Promise<Estimate | null> {
  const { connector, type } = await lookAt(parts, asked)
  const found = await sentenced(patienceMs, async (signal) => connector.estimate?.(scopes, signal))
  if (found === undefined) return null
  const { perMs, requests } = type.limits.all
  return { documents: found.documents, seconds: Math.ceil((found.requests * perMs) / requests / 1_000) }
}

/** What can be chosen of a source that is there. */
export async function scopesOfSource(parts: Parts, source: Source, parent: string | null): Promise<readonly ScopeChoice[]> {
  const type = await connectorType(parts.options.connectors, source.connector)
  const key = JSON.stringify([source.id, source.settings])
  const { connector } = kept(parts, key, type, () => type.open(type.settings.parse(source.settings), parts.hosts.of(type, source)))
  const isChosen = (scope: string) => source.scopes === null || source.scopes.some((one) => one.id === scope)
  const scopes = await sentenced(patienceMs, (signal) => all(connector.scopes(parent, signal)))
  return scopes.map((scope) => ({ ...scope, chosen: isChosen(scope.id) }))
}

/** Opens what would be added, with a sign-in that is kept nowhere yet. */
async function lookAt(parts: Parts, { connector, settings: given, credential, attempt }: Asked): Promise<Look> {
  const type = await connectorType(parts.options.connectors, connector)
  const signedIn: SignedIn = (attempt === undefined ? credential : parts.attempts.grant(attempt)) ?? { kind: 'none' }
  const saved = given as Record<string, Json>
  const settings = type.settings.parse(connector === 'folder' ? folderSettings(parts.options.home, saved) : saved)
  expectKind(type, signedIn)
  const key = hash('sha256', JSON.stringify([connector, settings, signedIn]))
  return kept(parts, key, type, () => type.open(settings, parts.hosts.of(type, null, bearerOf(signedIn))))
}

function kept(parts: Parts, key: string, type: ConnectorType, open: () => Connector): Look {
  const all = looks.get(parts) ?? new Map<string, Look>()
  looks.set(parts, all)
  const end = () => {
    all
      .get(key)
      ?.connector.close()
      .catch(() => undefined)
    all.delete(key)
  }
  const look = all.get(key) ?? { connector: open(), type, forget: end, timer: setTimeout(end, keptMs) }
  clearTimeout(look.timer)
  look.timer = setTimeout(end, keptMs).unref()
  all.set(key, look)
  return look
}

async function all(scopes: AsyncIterable<Scope>): Promise<readonly Scope[]> {
  const found = []
  for await (const scope of scopes) found.push(scope)
  return found
}
