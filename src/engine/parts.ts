import { mkdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Events } from '../shared/api.ts'
import type { SyncRun } from '../shared/model.ts'
import { MagpieError } from '../shared/problem.ts'
import { createAlerts } from './alerts/alerts.ts'
import { chunker } from './chunk/chunk-text.ts'
import type { ConnectorType } from './connectors/connector.ts'
import { createNetwork } from './connectors/kit/network.ts'
import { withSettings } from './connectors/kit/network-settings.ts'
import { connectorTypes } from './connectors/registry.ts'
import { createCredentials } from './credentials.ts'
import { createEmbedder } from './embed/embedder.ts'
import { makersOf } from './extract/extractors.ts'
import { createExtractPool, type ExtractPool } from './extract/pool.ts'
import { createHookReceiver } from './hooks/receive.ts'
import { createHosts } from './hosts.ts'

import { startIdleWork } from './idle-work.ts'
import type { EngineOptions } from './index.ts'
import { openLog } from './log/log.ts'
import { nodeNetwork } from './node-network.ts'
import { providerOf, sendToProviders } from './oauth-providers.ts'
import { createSearchClient } from './search/client.ts'
import { systemKeychain } from './sign-in/keychain.ts'
import { createAttempts } from './sign-in/oauth/attempts.ts'
import type { Grant } from './sign-in/oauth/grant.ts'
import { createTokenEndpoint, type TokenEndpoint } from './sign-in/oauth/token-endpoint.ts'
import { createVault } from './sign-in/vault.ts'
import { finishRemoval, leavingSources, removeSource } from './store/remove-source.ts'
import { readSettings } from './store/settings.ts'
import { findSource, listSources } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'
import { clearVault, loadVault, saveVault } from './store/vault.ts'
import { allWell } from './sync/conditions.ts'
import { createSyncer } from './sync/syncer.ts'
import { realAfter } from './sync/timers.ts'

export type Announce = <K extends keyof Events>(name: K, event: Events[K]) => void
/** Closes everything, lets `change` replace files of the home, and opens again; `change` answers how to undo it. */
export type Reopen = (change: () => (() => void) | undefined) => Promise<void>
export type Parts = Awaited<ReturnType<typeof createParts>>

/** How long after a query the rest of the engine keeps quiet for the next one, in ms. */
const searchingMs = 1_500
/** How long after a query tidying up may begin, in ms. */
const restingMs = 5_000

/** Puts the engine together: the store, the children, and what runs between them. */
export async function createParts(options: EngineOptions, announce: Announce, reopen: Reopen) {
  const store = openStore(options.home)
  const entries = openLog({
    path: join(options.home, 'logs', 'engine.log'),
    now: () => new Date(),
    onEntry: soon(realAfter, () => announce('log.changed', {})),
  })
  const log = entries.logger
  const alerts = createAlerts({
    store,
    now: () => new Date(),
    after: realAfter,
    freeBytes: () => freeBytes(options.home),
    notify: (alert) => options.notify?.(alert, readSettings(store).language),
    changed: (told) => announce('alerts.changed', { told }),
    log,
    telling: options.background,
  })
  const scratch = emptyScratch(options.home)
  let searchedAt = 0
  let idleWork: ReturnType<typeof startIdleWork> | undefined
  const tell: Announce = (name, event) => {
    announce(name, event)
    if (name === 'sources.changed') alerts.reconsider()
  }
  const pool = createExtractPool({ spawn: options.spawn, size: 2, scratch })
  const embedder = createEmbedder({
    store,
    spawn: options.spawn,
    resources: options.resources,
    settings: () => readSettings(store),
    onProgress: (status) => announce('embedding.progress', status),
  })
  const search = createSearchClient({ spawn: options.spawn, home: options.home, resources: options.resources })

  const localConnectors = new Set((await loadConnectors(options.connectors)).filter((type) => type.local === true).map((type) => type.id))
  const network = createNetwork({
    port: withSettings(options.network ?? nodeNetwork(), () => readSettings(store), log),
    log,
    userAgent: `Magpie/${options.version}`,
  })
  const vault = createVault({
    keychain: options.keychain ?? systemKeychain(),
    load: () => loadVault(store),
    save: (record) => saveVault(store, record),
    clear: () => clearVault(store),
    now: Date.now,
  })
  const send = sendToProviders(network)
  const attempts = createAttempts({ send, now: Date.now, after: realAfter })
  const endpoint = async (id: string, { client }: Grant): Promise<TokenEndpoint> => {
    const source = findSource(store, id)
    const provider = source === null ? null : providerOf(await connectorType(options.connectors, source.connector), source.settings)
    if (provider === null) throw new MagpieError('source-sign-in')
    return createTokenEndpoint(provider, client, send, Date.now)
  }
  const credentials = createCredentials({ store, vault, endpoint, now: Date.now, log })
  const hosts = createHosts(network, credentials, log, scratch)
  const openConnector = async (sourceId: string) => {
    const source = findSource(store, sourceId)
    if (source === null) throw new MagpieError('source-unknown', { id: sourceId })
    const type = await connectorType(options.connectors, source.connector)
    const connector = type.open(type.settings.parse(source.settings), hosts.of(type, source))
    return { connector, type }
  }
  const derive = timed(pool.derive, log)
  const syncer = createSyncer({
    store,
    open: openConnector,
    derive: (request, signal) => derive(lookingForWords(store) ? { ...request, ocr: true } : request, signal),
    scratch,
    get makers() {
      return [...makersOf(lookingForWords(store)), chunker]
    },
    now: () => new Date(),
    busy: () => Date.now() - searchedAt < searchingMs,
    conditions: () => ({ ...allWell, freeBytes: freeBytesOrNull(options.home), ...options.conditions?.() }),
    yieldSettings: () => readSettings(store),
    errorBudget: () => {
      const { errorsInARow, errorsPercent } = readSettings(store)
      return { inARow: errorsInARow, percent: errorsPercent }
    },
    isLocal: (connector) => localConnectors.has(connector),
    log,
    events: {
      progress: (progress) => announce('sync.progress', progress),
      finished: (run) => {
        announce('run.finished', run)
        logRun(log, run)
        alerts.reconsider(run.source)
        if (options.background) embedder.wake()
      },
      committed: (source) => {
        idleWork?.changed()
        if (options.background) embedder.documentsCame()
        announce('index.changed', { source })
      },
      sourceChanged: (source) => tell('sources.changed', { source }),
      governorChanged: (governor) => {
        if (options.background) holdEmbedding()
        tell('governor.changed', governor)
      },
    },
  })
  const ending = new AbortController()
  // One that an earlier end of the engine cut short.
  for (const id of leavingSources(store))
    finishRemoval(store, id, ending.signal).catch((error: unknown) => {
      if (!ending.signal.aborted) log.error({ source: id, error }, 'a source could not be removed')
    })
  const holdEmbedding = () => embedder.holdBack(syncer.restraint().embed, syncer.governor().said)
  const isIdle = () =>
    Date.now() - searchedAt > restingMs &&
    embedder.status().state !== 'working' &&
    listSources(store).every(({ id }) => syncer.progress(id) === null)
  if (options.background) {
    idleWork = startIdleWork(store, isIdle)
    syncer.watchAll()
    holdEmbedding()
    embedder.wake()
  }
  return {
    options,
    store,
    log,
    entries,
    alerts,
    pool,
    embedder,
    search,
    network,
    hosts,
    vault,
    credentials,
    attempts,
    syncer,
    announce: tell,
    receiveHook: createHookReceiver({ store, now: () => new Date(), changed: syncer.changed }),
    reopen,
    removeSource: (id: string) => removeSource(store, id, ending.signal),
    searched: () => {
      searchedAt = Date.now()
    },
    close: async () => {
      ending.abort()
      idleWork?.stop()
      await syncer.close()
      await network.close()
      attempts.close()
      vault.lock()
      await embedder.close()
      await search.close()
      await pool.close()
      alerts.close()
      store.close()
      entries.close()
    },
  }
}

/** Loads every connector there is. */
export const loadConnectors = (connectors: EngineOptions['connectors'] = connectorTypes): Promise<readonly ConnectorType[]> =>
  Promise.all(Object.values(connectors).map((load) => load()))

const lookingForWords = (store: Store): boolean => readSettings(store).ocr === 'on'

/** Where documents are unpacked to; what an engine that was killed left there goes. */
function emptyScratch(home: string): string {
  const scratch = join(home, 'scratch')
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { mode: 0o700 })
  return scratch
}

/** A connector's description by its id. Throws `connector-unknown`. */
export async function connectorType(connectors: EngineOptions['connectors'] = connectorTypes, id: string): Promise<ConnectorType> {
  const load = connectors[id]
  if (load === undefined) throw new MagpieError('connector-unknown', { id, known: Object.keys(connectors).join(', ') })
  return load()
}

/** Null for a home whose disk does not answer: whether it is full is then the least of its troubles. */
function freeBytesOrNull(home: string): number | null {
  try {
    return freeBytes(home)
  } catch {
    return null
  }
}

function freeBytes(home: string): number {
  const disk = statfsSync(home)
  return disk.bavail * disk.bsize
}

/** A run that found everything as it was is not worth a line: a watched folder has hundreds of them a day. */
function logRun(log: Logger, { id, ...run }: SyncRun): void {
  const quiet = run.outcome === 'completed' && run.added + run.updated + run.moved + run.deleted + run.unshared + run.excluded === 0
  log[quiet ? 'debug' : run.outcome.startsWith('completed') ? 'info' : 'warn']({ ...run, run: id }, `a run ended: ${run.outcome}`)
}

/** Calls made within half a second become one at its end. */
function soon(after: typeof realAfter, act: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    after(500, () => {
      waiting = false
      act()
    })
  }
}

/** Extractions slower than this are named in the log, in ms. */
const slowMs = 1_000

function timed(derive: ExtractPool['derive'], log: Logger): ExtractPool['derive'] {
  return async (request, signal) => {
    const started = performance.now()
    const derived = await derive(request, signal)
    const ms = Math.round(performance.now() - started)
    if (ms > slowMs) log.warn({ name: request.name, ms, status: derived.status }, 'slow extraction')
    return derived
  }
}
