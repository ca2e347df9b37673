import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deriveDocument } from './derive-document.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'magpie-mail-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The text of a message with a plain and an HTML body. */
async function textOf(plain: string, html: string): Promise<string> {
  const part = (type: string, body: string) => `--b\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}\r\n`
  const head = 'From: ada@example.org\r\nSubject: Plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
  const path = join(folder, 'message.eml')
  writeFileSync(path, `${head}${part('text/plain', plain)}${part('text/html', html)}--b--\r\n`)
  const derived = await deriveDocument({ content: { type: 'file', path }, name: 'message.eml', mimeType: 'message/rfc822', title: null })
  if (derived.status !== 'ok') throw new Error(derived.status)
  return derived.text
}

it('a message that says the same twice says it once', async () => {
  const text = await textOf('The heron waits at the weir.\n\nAda', '<p>The <b>heron</b> waits at the weir.</p><p>Ada</p>')
  expect(text.match(/heron/g)).toHaveLength(1)
})

it('what only its HTML says is found too', async () => {
  const text = await textOf('The heron waits at the weir.', '<p>The heron waits at the weir.</p><p>Lunch moves to the boathouse.</p>')
  expect(text.match(/heron/g)).toHaveLength(1)
  expect(text).toContain('Lunch moves to the boathouse.')
})

it('what only its plain body says stays', async () => {
  const text = await textOf('Unsubscribe with the word halcyon.', '<p>A wholly different letter about otters.</p>')
  expect(text).toContain('halcyon')
  expect(text).toContain('otters')
})
