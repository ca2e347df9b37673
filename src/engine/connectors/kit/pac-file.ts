import { readFile } from 'node:fs/promises'
import type { Clock } from './clock.ts'
import type { KitLog } from './kit-log.ts'
import { parsePacAnswer } from './network-port.ts'
import { openPac, type Pac } from './pac.ts'
import { safeUrl } from './safe-url.ts'

/** The ways to a URL by the PAC file at a place (`file:`, `http:`, `https:`). */
export type PacFile = (url: URL) => Promise<readonly string[]>

const freshMs = 3_600_000
const retryMs = 60_000
const loadMs = 10_000
const mostBytes = 1 << 20

/**
 * Loads the file when it is first needed and now and then again. Where it cannot be had or does not work, everything goes
 * directly, as browsers do it: a laptop is not always where its company's PAC file is. The log says so.
 */
export function createPacFile(place: URL, clock: Clock, log: KitLog): PacFile {
  let loading: Promise<Pac | null> | null = null
  let loadAgainAt = 0

  const load = async (): Promise<Pac | null> => {
    loadAgainAt = clock.now() + freshMs
    try {
      return await openPac(await read(place))
    } catch (error) {
      loadAgainAt = clock.now() + retryMs
      log.warn({ place: safeUrl(place), error: messageOf(error) }, 'the PAC file cannot be used; going without a proxy')
      return null
    }
  }
  return async (url) => {
    if (loading === null || clock.now() >= loadAgainAt) loading = load()
    const pac = await loading
    if (pac === null) return ['direct']
    try {
      return parsePacAnswer(await pac.ask(url))
    } catch (error) {
      loading = Promise.resolve(null)
      loadAgainAt = clock.now() + retryMs
      log.warn({ place: safeUrl(place), host: url.host, error: messageOf(error) }, 'the PAC file fails; going without a proxy')
      return ['direct']
    }
  }
}

async function read(place: URL): Promise<string> {
  if (place.protocol === 'file:') return readFile(place, 'utf8')
  const { Agent, fetch } = await import('undici')
  const direct = new Agent()
  try {
    const response = await fetch(place, { dispatcher: direct, signal: AbortSignal.timeout(loadMs) })
    if (!response.ok) throw new Error(`it answered ${response.status}`)
    const text = await response.text()
    if (text.length > mostBytes) throw new Error('it is too large')
    return text
  } finally {
    await direct.destroy()
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
