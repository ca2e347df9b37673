import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeriveRequest } from '../shared/derived.ts'
import type { Child } from './children.ts'
import { deriveDocument } from './derive-document.ts'
import { createExtractPool } from './extract/pool.ts'
import { makeZip } from './extract/sample-files.ts'
import { makeSign } from './extract/sample-pictures.ts'
import { spawnNodeChild } from './node-children.ts'

const signal = new AbortController().signal
const children: Child[] = []
const scratch = mkdtempSync(join(tmpdir(), 'scratch-'))
const pool = createExtractPool({
  scratch,
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
  rmSync(scratch, { recursive: true, force: true })
})

function request(name: string, content: string | Buffer): DeriveRequest {
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

it('a child unpacks to its scratch folder, and nowhere else', async () => {
  const zip = request('a.zip', makeZip({ '../../../../tmp/evil.txt': 'words', 'ok.txt': 'fine' }))
  const inside = await pool.derive({ ...zip, scratch: join(scratch, 'one') }, signal)
  const parts = inside.status === 'ok' ? (inside.parts ?? []) : []
  expect(parts.map(({ part, content }) => [part, content.type])).toEqual([
    ['tmp/evil.txt', 'file'],
    ['ok.txt', 'file'],
  ])
  const paths = parts.flatMap(({ content }) => (content.type === 'file' ? [content.path] : []))
  expect(paths).toEqual([join(scratch, 'one', '1'), join(scratch, 'one', '2')])
  expect(readFileSync(paths[0]!, 'utf8')).toBe('words')
  const outside = await pool.derive({ ...zip, scratch: join(folder, 'other') }, signal)
  expect(outside).toMatchObject({ status: 'ok', parts: [{ content: { type: 'failed' } }, { content: { type: 'failed' } }] })
  expect(existsSync(join(folder, 'other'))).toBe(false)
})

it('a child finds the words of a picture, without threads, files or a network of its own', async () => {
  writeFileSync(join(folder, 'sign.png'), makeSign('THE LAST HEN'))
  const content = { type: 'file', path: join(folder, 'sign.png') } as const
  const sign = { content, name: 'sign.png', mimeType: 'image/png', title: null, ocr: true }
  expect(await pool.derive(sign, signal)).toMatchObject({ status: 'ok', text: expect.stringContaining('LAST') })
})
