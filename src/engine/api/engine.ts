import { existsSync, statfsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { DoctorCheck } from '../../shared/model.ts'
import { loadModels } from '../embed/manifest.ts'
import type { Parts } from '../parts.ts'
import { checkStore } from '../store/check.ts'
import { readSettings, writeSetting } from '../store/settings.ts'
import { listSources } from '../store/sources.ts'
import type { Store } from '../store/store.ts'
import type { Syncer } from '../sync/syncer.ts'
import type { Handlers } from './handlers.ts'

export const engineHandlers: Handlers<'engine.info' | 'settings.get' | 'settings.set' | 'doctor'> = {
  'engine.info': ({ options }) => ({
    version: options.version,
    home: options.home,
    host: options.host,
    node: process.versions.node,
    pid: process.pid,
    cores: availableParallelism(),
    capabilities: options.capabilities,
  }),
  'settings.get': ({ store }) => readSettings(store),
  'settings.set': ({ store, embedder, syncer, options, announce }, { key, value }) => {
    const models = loadModels(options.resources).map((model) => model.name)
    writeSetting(store, key, value, models)
    if (key === 'model' || key === 'threads') embedder.settingsChanged()
    if (key === 'ocr') readPictures(store, syncer)
    if (key === 'hooksPort') announce('hooks.changed', {})
    syncer.look()
    return readSettings(store)
  },
  doctor: async (parts) => {
    const checks = [...checkStore(parts.store), ...checkModels(parts), ...checkHome(parts), ...checkNetwork(parts), await checkVault(parts)]
    return { ok: checks.every((check) => check.ok), checks }
  },
}

/** Whether they have words to be found changed: every picture that is listed is looked at again. */
function readPictures(store: Store, syncer: Syncer): void {
  for (const { id, state } of listSources(store)) if (state === 'idle') void syncer.run(id, { full: true }).catch(() => undefined)
}

function checkModels({ options }: Parts): readonly DoctorCheck[] {
  return loadModels(options.resources).map((model) => {
    const missing = Object.keys(model.sha256).filter((file) => !existsSync(join(options.resources, 'models', model.name, file)))
    return missing.length === 0
      ? { name: 'model', ok: true, said: { code: 'doctor-model-ok', params: { name: model.name } } }
      : {
          name: 'model',
          ok: false,
          said: { code: 'doctor-model-missing', params: { name: model.name, files: missing.join(', ') } },
        }
  })
}

async function checkVault({ vault }: Parts): Promise<DoctorCheck> {
  const { state, said } = await vault.status()
  return { name: 'sign-ins', ok: state === 'unlocked' || state === 'empty', said }
}

function checkNetwork({ store, network }: Parts): readonly DoctorCheck[] {
  const { proxy, certificates } = readSettings(store)
  const minutes = network.clockSkewMinutes()
  const missing = certificates !== '' && !existsSync(certificates)
  return [
    { name: 'proxy', ok: true, said: { code: 'doctor-proxy', params: { proxy } } },
    ...(certificates === ''
      ? []
      : [{ name: 'certificates', ok: !missing, said: { code: 'doctor-certificates', params: { path: certificates, missing } } }]),
    ...(minutes === null ? [] : [{ name: 'clock', ok: false, said: { code: 'clock-wrong', params: { minutes } } }]),
  ]
}

function checkHome({ options }: Parts): readonly DoctorCheck[] {
  const mode = statSync(options.home).mode & 0o777
  const disk = statfsSync(options.home)
  const free = disk.bavail * disk.bsize
  return [
    {
      name: 'home',
      ok: process.platform === 'win32' || (mode & 0o077) === 0,
      said: { code: 'doctor-home', params: { home: options.home, mode: mode.toString(8) } },
    },
    { name: 'disk', ok: free > 1e9, said: { code: 'doctor-disk', params: { free } } },
    { name: 'encryption', ok: true, said: { code: 'doctor-encryption', params: {} } },
    { name: 'node', ok: true, said: { code: 'doctor-node', params: { node: process.versions.node } } },
  ]
}
