import { readFileSync, statSync } from 'node:fs'
import { type Clock, realClock } from './clock.ts'
import type { KitLog } from './kit-log.ts'
import type { NetworkPort } from './network-port.ts'
import { isThisComputer } from './no-proxy.ts'
import { createPacFile, type PacFile } from './pac-file.ts'
import { parseProxy } from './proxy-environment.ts'

/** What a person chose in place of what the computer says. */
export interface NetworkSettings {
  /** `system`, `none`, a proxy's URL, or `pac+` with the URL of a PAC file. */
  readonly proxy: string
  /** A file with certificates (PEM) to trust besides the computer's own; empty for none. */
  readonly certificates: string
}

/** The computer's network as a person wants it used. A change of the settings holds for the next request. */
export function withSettings(system: NetworkPort, settings: () => NetworkSettings, log: KitLog, clock: Clock = realClock): NetworkPort {
  let pac: { readonly place: string; readonly file: PacFile } | null = null
  let trusted: { readonly key: string; readonly certificates: readonly string[] } | null = null

  return {
    ways: async (url) => {
      const { proxy } = settings()
      if (proxy === 'system') return system.ways(url)
      if (proxy === 'none' || isThisComputer(url)) return ['direct']
      if (!proxy.startsWith('pac+')) return [parseProxy(proxy) ?? 'direct']
      const place = URL.parse(proxy.slice('pac+'.length))
      if (place === null) return ['direct']
      if (pac?.place !== place.href) pac = { place: place.href, file: createPacFile(place, clock, log) }
      return pac.file(url)
    },
    certificates: () => {
      const { certificates } = settings()
      const key = certificates === '' ? '' : keyOf(certificates)
      if (trusted?.key !== key) trusted = { key, certificates: [...system.certificates(), ...readPem(certificates, log)] }
      return trusted.certificates
    },
  }
}

function keyOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return `${path} ${stat?.mtimeMs ?? 'missing'} ${stat?.size ?? ''}`
}

function readPem(path: string, log: KitLog): readonly string[] {
  if (path === '') return []
  try {
    const found = readFileSync(path, 'latin1').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
    if (found.length === 0) log.warn({ path }, 'the file holds no certificates')
    return found
  } catch (error) {
    log.warn({ path, error }, 'the certificates cannot be read')
    return []
  }
}
