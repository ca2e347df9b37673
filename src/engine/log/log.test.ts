import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Log, openLog } from './log.ts'

let place: string
let log: Log
const path = () => join(place, 'logs', 'engine.log')
const open = (limits: { maxBytes?: number; files?: number } = {}) =>
  openLog({ path: path(), now: () => new Date('2026-03-01T10:00:00Z'), ...limits })

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'magpie-log-'))
  log = open()
})
afterEach(() => {
  log.close()
  rmSync(place, { recursive: true })
})

const messages = (request: Partial<Parameters<Log['read']>[0]> = {}) => log.read({ limit: 100, ...request }).map((entry) => entry.message)

it('is read newest first, by level, by source, and page by page', () => {
  log.logger.info({ source: 'folder-1', listed: 3 }, 'a run ended')
  log.logger.warn({ source: 'folder-2' }, 'slow')
  log.logger.error({ source: 'folder-1', error: new Error('no') }, 'a sync failed')
  expect(messages()).toEqual(['a sync failed', 'slow', 'a run ended'])
  expect(messages({ level: 'warn' })).toEqual(['a sync failed', 'slow'])
  expect(messages({ source: 'folder-1' })).toEqual(['a sync failed', 'a run ended'])
  const [newest] = log.read({ limit: 1 })
  expect(newest).toMatchObject({ level: 'error', source: 'folder-1', at: '2026-03-01T10:00:00.000Z' })
  expect(newest?.fields.error).toMatchObject({ name: 'Error', message: 'no' })
  expect(messages({ before: newest!.id })).toEqual(['slow', 'a run ended'])
  log.logger.info('later')
  expect(messages({ after: newest!.id })).toEqual(['later'])
})

it('never grows beyond its files, and loses the oldest first', () => {
  log.close()
  log = open({ maxBytes: 2_000, files: 3 })
  for (let n = 0; n < 400; n++) log.logger.info({ n }, `line ${n}`)
  const files = readdirSync(join(place, 'logs'))
  expect(files.sort()).toEqual(['engine.1.log', 'engine.2.log', 'engine.log'])
  for (const file of files) expect(statSync(join(place, 'logs', file)).size).toBeLessThanOrEqual(2_000)
  const kept = messages({ limit: 1_000 })
  expect(kept[0]).toBe('line 399')
  expect(kept.length).toBeGreaterThan(30)
  expect(kept).toEqual(kept.map((_, index) => `line ${399 - index}`))
})

it('goes on after a restart, past a line that was cut', () => {
  log.logger.info('before')
  log.close()
  appendFileSync(path(), '{"level":30,"time":17')
  log = open()
  log.logger.info('after')
  expect(messages()).toContain('after')
  expect(messages()).toContain('before')
})

it('says how many lines a disk that refused has cost', () => {
  log.close()
  log = open({ maxBytes: 500, files: 2 })
  log.logger.info('x'.repeat(300))
  rmSync(join(place, 'logs'), { recursive: true })
  for (let n = 0; n < 7; n++) log.logger.info(`lost ${n} ${'x'.repeat(300)}`)
  mkdirSync(join(place, 'logs'))
  log.logger.info('there again')
  expect(messages()).toEqual(['there again', 'lines could not be written to the log'])
  expect(log.read({ limit: 2 })[1]?.fields).toEqual({ lines: 7 })
})

it('is for its owner only', () => {
  if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600)
})

it('lets no secret through, wherever it stands, also through children', () => {
  const secret = 'sEcr3tValue99'
  const child = log.logger.child({ token: secret, url: `https://x.example/?key=${secret}` })
  child.info({ headers: { authorization: `Bearer ${secret}` } }, `asked https://x.example/a?token=${secret}`)
  log.logger.error(new Error(`password=${secret}`), `Authorization: Basic ${secret}`)
  log.logger.info(`client_secret: ${secret}`)
  log.logger.info({ from: secret.slice(0, 0) }, 'with %s', `token=${secret}`)
  log.logger.warn({ deep: { list: [{ refreshToken: secret }] } })
  expect(messages()).toHaveLength(5)
  expect(readFileSync(path(), 'utf8')).not.toContain(secret)
  expect(log.text()).not.toContain(secret)
})
