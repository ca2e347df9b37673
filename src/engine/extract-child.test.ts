import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeriveRequest } from '../shared/derived.ts'
import type { Child } from './children.ts'
import { deriveDocument } from './derive-document.ts'
import { createExtractPool } from './extract/pool.ts'
import { spawnNodeChild } from './node-children.ts'

const signal = new AbortController().signal
const children: Child[] = []
const pool = createExtractPool({
  spawn: (kind, args) => {
    const child = spawnNodeChild(kind, args)
    children.push(child)
    return child
  },
  size: 1,
})
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extract-'))
})
afterAll(() => {
  pool.close()
  rmSync(folder, { recursive: true, force: true })
})

function request(name: string, content: string): DeriveRequest {
  writeFileSync(join(folder, name), content)
  return { content: { type: 'file', path: join(folder, name) }, name, mimeType: 'application/octet-stream', title: null }
}

it('a real child answers what deriving here would', async () => {
  const note = request('note.md', `# Otters\n\n${'They swim in rivers. '.repeat(60)}`)
  const answer = await pool.derive(note, signal)
  expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(await deriveDocument(note))))
})

it('a child that is killed from outside costs nothing but time', async () => {
  const slow = pool.derive(request('large.txt', 'some words that go on and on '.repeat(300_000)), signal)
  children.at(-1)?.kill()
  expect(await slow).toMatchObject({ status: 'ok' })
  expect(pool.stats().ended).toBe(1)
})
