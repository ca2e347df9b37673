import { join } from 'node:path'
import type { Json } from '../../shared/json.ts'
import { connectorIcons } from '../connectors/icons.ts'
import { signInWays } from '../oauth-providers.ts'
import { loadConnectors } from '../parts.ts'
import { keepDocuments, rowsOf } from '../store/remove-source.ts'
import { listSources } from '../store/sources.ts'
import { addSource } from './add-source.ts'
import { estimateBeforehand, scopesBeforehand, scopesOfSource } from './beforehand.ts'
import { listFolders } from './folders.ts'
import type { Handlers } from './handlers.ts'
import { knownSource, setSource } from './set-source.ts'
import { sourceStatus } from './source-status.ts'

type Calls =
  | 'connectors.list'
  | 'sources.list'
  | 'sources.add'
  | 'sources.set'
  | 'sources.rebuild'
  | 'sources.remove'
  | 'sources.pause'
  | 'sources.resume'
  | 'sources.scopes'
  | `connecting.${'scopes' | 'estimate'}`
  | 'demo.add'
  | 'folders.list'

export const sourceHandlers: Handlers<Calls> = {
  'connectors.list': async (parts) => {
    const types = await loadConnectors(parts.options.connectors)
    return types.map((type) => ({
      id: type.id,
      name: type.name,
      icon: connectorIcons[type.id] ?? null,
      fields: type.settings.fields,
      auth: signInWays(type, parts.options.resources),
    }))
  },
  'sources.list': (parts) => listSources(parts.store).map((source) => sourceStatus(parts, source)),
  'sources.add': async (parts, { attempt, credential, settings, ...rest }) => {
    const signedIn = attempt === undefined ? credential : parts.attempts.grant(attempt)
    const source = await addSource(parts, { ...rest, settings: settings as Record<string, Json>, signedIn })
    if (attempt !== undefined) parts.attempts.forget(attempt)
    return { source }
  },
  'demo.add': async (parts) => {
    const settings = { path: join(parts.options.resources, 'demo') }
    return { source: await addSource(parts, { connector: 'folder', settings, name: 'Demo collection' }) }
  },
  'sources.set': async (parts, params) => ({ source: await setSource(parts, params) }),
  'sources.rebuild': async (parts, { id }) => {
    knownSource(parts, id)
    return { run: await parts.syncer.rebuild(id) }
  },
  'sources.remove': async (parts, { id, keepIndex }) => {
    knownSource(parts, id)
    await parts.syncer.unwatch(id)
    const signedOut = await parts.credentials.signOut(id)
    const leaving = keepIndex ? keepDocuments(parts.store, id) : parts.removeSource(id)
    // It is on no list any more, however long its documents take.
    parts.announce('sources.changed', { source: id })
    const documents = await leaving
    const left = keepIndex ? null : rowsOf(parts.store, id)
    parts.announce('index.changed', { source: id })
    return { documents, signedOut, left }
  },
  'sources.pause': async (parts, { id, minutes }) => {
    knownSource(parts, id)
    const source = await parts.syncer.pause(id, minutes ?? null)
    parts.announce('sources.changed', { source: id })
    return { source }
  },
  'sources.resume': (parts, { id }) => {
    knownSource(parts, id)
    const source = parts.syncer.resume(id)
    parts.announce('sources.changed', { source: id })
    if (parts.options.background) parts.syncer.rewatch(id)
    return { source }
  },
  'sources.scopes': (parts, { id, parent }) => scopesOfSource(parts, knownSource(parts, id), parent),
  'connecting.scopes': (parts, asked) => scopesBeforehand(parts, asked),
  'connecting.estimate': (parts, asked) => estimateBeforehand(parts, asked),
  'folders.list': (_parts, { path }) => listFolders(path),
}
