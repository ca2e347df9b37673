import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Magpie, makeMagpie } from './magpie.fixture.ts'

let magpie: Magpie

/** A ZIP with one text that asks for `open-sesame`. */
const sealed =
  'UEsDBBQAAQAAAAAAAAA997QaKQAAAB0AAAAJAAAAZGlhcnkudHh09zNNxrIppqOIaHUllWOQNTVY6ThHMgDFV0nGCzjim5URG9Q0CrqK0x5QSw' +
  'ECFAAUAAEAAAAAAAAAPfe0GikAAAAdAAAACQAAAAAAAAAAAAAAAAAAAAAAZGlhcnkudHh0UEsFBgAAAAABAAEANwAAAFAAAAAAAA=='

beforeAll(async () => {
  magpie = makeMagpie({ SEALED_WITH: 'open-sesame' })
  const notes = join(magpie.place, 'notes')
  mkdirSync(notes)
  writeFileSync(join(notes, 'fine.txt'), 'nothing the matter')
  writeFileSync(join(notes, 'broken.docx'), 'PK\u0003\u0004 and no more')
  writeFileSync(join(notes, 'sealed.zip'), Buffer.from(sealed, 'base64'))
  await magpie.json('source', 'add', 'folder', notes)
  expect(await magpie.json('sync', '--no-embed')).toMatchObject({ code: 3 })
}, 60_000)
afterAll(() => magpie.dispose())

it('lists each document with its problem, in words and as JSON', { timeout: 60_000 }, async () => {
  const { code, value } = await magpie.json('failures')
  expect(code).toBe(0)
  expect(value).toHaveLength(2)
  expect(value).toContainEqual({
    source: 'folder-1',
    documentId: expect.any(Number),
    externalId: 'sealed.zip',
    title: 'sealed.zip',
    problem: 'encrypted',
    said: expect.objectContaining({ code: 'failure' }),
    message: expect.stringMatching(/^It is protected by a password\./),
    attempts: 1,
    nextAttemptAt: null,
    ignored: false,
  })
  expect(await magpie.json('failures', '--problem', 'corrupt')).toMatchObject({ value: [{ externalId: 'broken.docx' }] })
  expect((await magpie.text('failures')).stdout).toContain('sealed.zip\tIt is protected by a password.')
})

it('tries again, with a password and without, and ignores', { timeout: 60_000 }, async () => {
  const [broken] = (await magpie.json('failures', '--problem', 'corrupt')).value as { documentId: number }[]
  expect(await magpie.json('failures', '--retry', '--document', String(broken!.documentId))).toMatchObject({
    value: { retried: 1, succeeded: 0 },
  })
  expect(await magpie.json('failures', '--problem', 'corrupt')).toMatchObject({ value: [{ attempts: 2 }] })
  expect(await magpie.json('failures', '--ignore', '--problem', 'corrupt')).toMatchObject({ value: { ignored: 1 } })
  expect(await magpie.json('failures', '--problem', 'corrupt')).toMatchObject({ value: [{ ignored: true, nextAttemptAt: null }] })
  expect(await magpie.json('failures', '--password-env', 'SEALED_WITH')).toMatchObject({ value: { retried: 1, succeeded: 1 } })
  expect(await magpie.json('search', 'boathouse', '--mode', 'keyword')).toMatchObject({
    value: { hits: [{ externalId: expect.stringContaining('sealed.zip') }] },
  })
})

it('says what is wrong with what it was asked', { timeout: 60_000 }, async () => {
  for (const { said, words } of [
    { said: 'say either --retry or --ignore', words: ['--retry', '--ignore'] },
    { said: 'a whole number', words: ['--document', 'sealed.zip'] },
    { said: 'NOT_SET_ANYWHERE holds nothing', words: ['--password-env', 'NOT_SET_ANYWHERE'] },
  ])
    expect(await magpie.json('failures', ...words)).toMatchObject({ code: 2, value: null, stderr: expect.stringContaining(said) })
  expect(await magpie.json('failures', 'folder-9')).toMatchObject({ code: 1, stderr: expect.stringContaining('folder-9') })
})
