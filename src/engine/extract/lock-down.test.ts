import { fork } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

let place: string
let server: Server
let connections: number
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'lock-'))
  mkdirSync(join(place, 'scratch'))
  mkdirSync(join(place, 'outside'))
  writeFileSync(join(place, 'outside', 'there'), 'readable')
  connections = 0
  server = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
})
afterEach(() => {
  server.close()
  rmSync(place, { recursive: true, force: true })
})

const attempt = (execArgv: readonly string[]) =>
  new Promise<unknown>((resolve, reject) => {
    const { port } = server.address() as { port: number }
    const args = { scratch: join(place, 'scratch'), outside: join(place, 'outside'), port }
    const child = fork(fileURLToPath(new URL('./lock-down.fixture.ts', import.meta.url)), [JSON.stringify(args)], {
      execArgv: [...execArgv],
      silent: true,
    })
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${child.stderr?.read()}`)))
  })

it.for([
  ['by itself', []],
  ['with Node’s own permissions as well', ['--permission', '--allow-fs-read=*']],
] as const)('nothing leaves a locked-down process, and nothing is written but scratch files: %s', async ([, flags]) => {
  const write = flags.length === 0 ? [] : [`--allow-fs-write=${join(place, 'scratch')}`]
  expect(await attempt([...flags, ...write])).toEqual({ could: [], read: 'readable' })
  expect(connections).toBe(0)
  expect(readdirSync(join(place, 'outside'))).toEqual(['there'])
  expect(readdirSync(place).sort()).toEqual(['outside', 'scratch'])
  expect(readFileSync(join(place, 'scratch', 'own', 'file'), 'utf8')).toBe('written')
  expect(existsSync(join(place, 'scratch', 'taken'))).toBe(false)
})
