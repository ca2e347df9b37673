import { execFile } from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns/promises'
import fs, { mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { open, rename, rm, symlink, writeFile } from 'node:fs/promises'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import net from 'node:net'
import { join } from 'node:path'
import tls from 'node:tls'
import { Worker } from 'node:worker_threads'
import { lockDown } from './lock-down.ts'

/** Tries everything a locked-down process must not do, and says what it could. Started by the test with where to try. */
const { scratch, outside, port } = JSON.parse(process.argv.at(-1)!) as { scratch: string; outside: string; port: number }
lockDown(scratch)

const url = `http://127.0.0.1:${port}/`
const ended = (emitter: NodeJS.EventEmitter, good: string) =>
  new Promise<void>((resolve, reject) => void emitter.once(good, () => resolve()).once('error', reject))
const attempts: Readonly<Record<string, () => unknown>> = {
  fetch: () => fetch(url),
  'http.get': () => ended(http.get(url), 'response'),
  'https.get': () => ended(https.get(url.replace('http:', 'https:')), 'response'),
  'http2.connect': () => ended(http2.connect(url), 'connect'),
  'net.connect': () => ended(net.connect(port, '127.0.0.1'), 'connect'),
  'net.Socket': () => ended(new net.Socket().connect(port, '127.0.0.1'), 'connect'),
  'net.listen': () => ended(net.createServer().listen(0), 'listening'),
  'tls.connect': () => ended(tls.connect(port, '127.0.0.1'), 'secureConnect'),
  WebSocket: () => new WebSocket(url.replace('http', 'ws')),
  'dns.lookup': () => dns.lookup('localhost'),
  'dns.resolve': () => dns.resolve('localhost'),
  'dns.Resolver': () => new dns.Resolver().resolve4('localhost'),
  dgram: () => dgram.createSocket('udp4').send('x', port, '127.0.0.1'),
  execFile: () => execFile('true'),
  Worker: () => new Worker('1', { eval: true }),
  writeFileSync: () => writeFileSync(join(outside, 'a'), 'x'),
  'fs.writeFileSync by default': () => fs.writeFileSync(join(outside, 'b'), 'x'),
  'writeFile by promise': () => writeFile(join(outside, 'c'), 'x'),
  openSync: () => writeSync(openSync(join(outside, 'd'), 'w'), 'x'),
  'open by promise': () => open(join(outside, 'e'), 'a'),
  'openSync by number': () => openSync(join(outside, 'f'), fs.constants.O_WRONLY | fs.constants.O_CREAT),
  createWriteStream: () => ended(fs.createWriteStream(join(outside, 'g')), 'open'),
  mkdirSync: () => mkdirSync(join(outside, 'h')),
  'up out of scratch': () => writeFileSync(join(scratch, '..', 'i'), 'x'),
  'beside scratch': () => writeFileSync(`${scratch}-beside`, 'x'),
  rename: () => rename(join(outside, 'there'), join(scratch, 'taken')),
  rm: () => rm(join(outside, 'there')),
  symlink: () => symlink(outside, join(scratch, 'link')),
}

const could: string[] = []
for (const [name, attempt] of Object.entries(attempts)) {
  const timeout = new Promise((_resolve, reject) => setTimeout(reject, 2_000, new Error('nothing came of it')).unref())
  await Promise.race([Promise.resolve().then(attempt), timeout]).then(
    () => could.push(name),
    () => undefined,
  )
}
mkdirSync(join(scratch, 'own'), { recursive: true })
writeFileSync(join(scratch, 'own', 'file'), 'written')
process.send?.({ could, read: fs.readFileSync(join(outside, 'there'), 'utf8') })
process.disconnect?.()
