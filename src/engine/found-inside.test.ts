import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import officeCrypto from 'officecrypto-tool'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Coverage } from '../shared/model.ts'
import { chunker } from './chunk/chunk-text.ts'
import { connector } from './connectors/folder/index.ts'
import { createHost } from './connectors/kit/host.ts'
import { deriveDocument } from './derive-document.ts'
import { extractors } from './extract/extractors.ts'
import { makeDocx, makePdf, makeZip, wordParagraph } from './extract/sample-files.ts'
import { foldText } from './search/words/fold.ts'
import { checkStore } from './store/check.ts'
import { coverage, documentViews } from './store/documents.ts'
import { listFailures } from './store/failures.ts'
import { addRule, undoRule } from './store/rules.ts'
import { filteredDocuments } from './store/search-documents.ts'
import { filterClause, registerFolding } from './store/search-filter.ts'
import { findSource, insertSource } from './store/sources.ts'
import { openStore, type Store } from './store/store.ts'
import { createSyncer, type Syncer } from './sync/syncer.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
let place: string
let folder: string
let store: Store
let source: string
let syncer: Syncer
let derived: string[]
let tick = 0

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'magpie-inside-'))
  folder = join(place, 'notes')
  mkdirSync(join(folder, 'old'), { recursive: true })
  store = openStore(join(place, 'home'))
  source = insertSource(store, { connector: 'folder', name: 'notes', account: folder, settings: { path: folder } }).id
  begin()
})
afterEach(async () => {
  await syncer.close()
  expect(checkStore(store).filter((check) => !check.ok)).toEqual([])
  expect(readdirSync(join(place, 'home', 'scratch'))).toEqual([])
  store.close()
  rmSync(place, { recursive: true })
})

function begin(makers: readonly string[] = [...Object.values(extractors), chunker], stopAt = Number.POSITIVE_INFINITY) {
  derived = []
  const scratch = join(place, 'home', 'scratch')
  mkdirSync(scratch, { recursive: true })
  syncer = createSyncer({
    store,
    scratch,
    open: async (id: string) => ({
      type: connector,
      connector: connector.open(connector.settings.parse(findSource(store, id)!.settings), createHost({ log, now: () => new Date() })),
    }),
    derive: async (request, signal) => {
      if (derived.length >= stopAt) void syncer.stop()
      signal.throwIfAborted()
      derived.push(request.name)
      return deriveDocument(request)
    },
    makers,
    now: () => new Date(),
    events: { progress: () => {}, finished: () => {}, committed: () => {}, sourceChanged: () => {} },
    log,
  })
}

/** Files are dated back, each differently, so that their versions can be trusted at once. */
function write(name: string, content: string | Buffer) {
  writeFileSync(join(folder, name), content)
  const at = 1_700_000_000 + tick++
  utimesSync(join(folder, name), at, at)
}

const sync = async () => {
  derived = []
  return syncer.run(source, { full: false })
}
const views = () => documentViews(store, 0, 1_000, source)
const ids = () =>
  views()
    .map((view) => view.externalId)
    .sort()
const view = (id: string) => views().find((one) => one.externalId === id)
const addsUp = ({ listed, searchable, waiting, skipped, failed }: Coverage) =>
  expect(searchable + waiting + [...Object.values(skipped), ...Object.values(failed)].reduce((a, b) => a + b, 0)).toBe(listed)

const mail = (subject: string, body: string, attachments: Readonly<Record<string, string | Buffer>> = {}, id = subject) =>
  [
    'From: Ada Lovelace <ada@example.org>',
    'To: Babbage <charles@example.org>',
    `Subject: ${subject}`,
    `Message-ID: <${id.replace(/\W/g, '')}@example.org>`,
    'Date: Tue, 05 Mar 2024 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="cut"',
    '',
    '--cut',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    ...Object.entries(attachments).flatMap(([name, content]) => [
      '--cut',
      `Content-Type: application/octet-stream; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64'),
    ]),
    '--cut--',
    '',
  ].join('\r\n')
const mailbox = (...messages: readonly string[]) =>
  messages.map((message) => `From ada@example.org Tue Mar  5 10:00:00 2024\n${message.replaceAll('\r\n', '\n')}\n`).join('')

it('attachments are documents of their own, placed in their message, and counted apart', async () => {
  write(
    'report.eml',
    mail('Engine report', 'See the plan.', { 'plan.md': '# Gears\n\nNine cogwheels.', 'cards.pdf': makePdf([['Punched cards']]) }),
  )
  const run = await sync()
  expect(run).toMatchObject({ outcome: 'completed', listed: 1, added: 1, read: 1 })
  expect(ids()).toEqual(['report.eml', 'report.eml#cards.pdf', 'report.eml#plan.md'])
  expect(view('report.eml')).toMatchObject({ title: 'Engine report', mimeType: 'message/rfc822', author: 'Ada Lovelace <ada@example.org>' })
  expect(view('report.eml#plan.md')).toMatchObject({
    title: 'Gears',
    path: ['report.eml'],
    author: 'Ada Lovelace <ada@example.org>',
    updatedAt: '2024-03-05T10:00:00.000Z',
  })
  expect(view('report.eml#cards.pdf')!.text).toContain('Punched cards')
  const receipt = coverage(store, source, null)
  expect(receipt).toMatchObject({ listed: 3, searchable: 3, parts: 2 })
  addsUp(receipt)
})

it('messages are found by who wrote them and to whom', async () => {
  write('a.eml', mail('One', 'first words'))
  await sync()
  registerFolding(store, foldText)
  const found = (key: 'from' | 'to', value: string) => {
    const filter = { source: null, conditions: [{ key, value, not: false }], required: [], excluded: [] }
    return filteredDocuments(store, filterClause(filter, foldText)!).length
  }
  expect([
    found('from', 'lovelace'),
    found('from', 'charles@example.org'),
    found('to', 'Charles@Example.org'),
    found('to', 'lovelace'),
  ]).toEqual([1, 0, 1, 0])
})

it('nothing is read again when nothing changed, and only what changed when its document did', async () => {
  const first = mail('One', 'first body')
  const second = mail('Two', 'second body', { 'note.txt': 'a note' })
  write('inbox.mbox', mailbox(first, second))
  await sync()
  expect(derived).toEqual(['inbox.mbox', 'message.eml', 'message.eml', 'note.txt'])
  const before = new Map(views().map((one) => [one.externalId, one.documentId]))
  expect(await sync()).toMatchObject({ read: 0, unchanged: 1 })
  expect(derived).toEqual([])
  write('inbox.mbox', mailbox(first, second, mail('Three', 'third body')))
  expect(await sync()).toMatchObject({ updated: 1 })
  expect(derived).toEqual(['inbox.mbox', 'message.eml'])
  expect(views()).toHaveLength(5)
  for (const [id, documentId] of before) expect(view(id)!.documentId, id).toBe(documentId)
  write('inbox.mbox', mailbox(second))
  await sync()
  expect(
    views()
      .map((one) => one.title)
      .sort(),
  ).toEqual(['Two', 'inbox.mbox', 'note.txt'])
  expect(view(ids().find((id) => id.endsWith('note.txt'))!)!.path).toEqual(['inbox.mbox', 'Two'])
})

it('they move with their document, keep their ids, and go with it', async () => {
  write('inbox.mbox', mailbox(mail('One', 'body', { 'a.txt': 'attached words' })))
  write('files.zip', makeZip({ 'docs/deep/plan.md': 'a plan in a zip', 'notes.txt': 'notes in a zip' }))
  await sync()
  const before = views()
  renameSync(join(folder, 'inbox.mbox'), join(folder, 'old', 'moved.mbox'))
  renameSync(join(folder, 'files.zip'), join(folder, 'old', 'files.zip'))
  expect(await sync()).toMatchObject({ moved: 2, added: 0, deleted: 0 })
  // The documents are read to know them again; what is inside them is not.
  expect([...derived].sort()).toEqual(['files.zip', 'moved.mbox'])
  const after = views()
  expect(after.map((one) => one.documentId)).toEqual(before.map((one) => one.documentId))
  expect(after.every((one) => one.externalId.startsWith('old/') && one.path[0] === 'old')).toBe(true)
  expect(view('old/files.zip#docs/deep/plan.md')!.path).toEqual(['old', 'files.zip', 'docs', 'deep'])
  unlinkSync(join(folder, 'old', 'moved.mbox'))
  unlinkSync(join(folder, 'old', 'files.zip'))
  expect(await sync()).toMatchObject({ deleted: 2 })
  expect(coverage(store, source, null)).toMatchObject({ listed: 0, parts: 0 })
})

it('one that fails costs itself only, and a retry reads its document again', async () => {
  write(
    'mixed.zip',
    makeZip({
      'good.txt': 'good words',
      'bad.docx': makeZip({ 'word/document.xml': 'x' }).subarray(0, 60),
      'picture.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    }),
  )
  expect(await sync()).toMatchObject({ outcome: 'completed-with-failures', added: 1, failed: 0 })
  const receipt = coverage(store, source, null)
  expect(receipt).toMatchObject({ listed: 4, searchable: 2, skipped: { 'no-words': 1 }, failed: { corrupt: 1 }, parts: 3 })
  addsUp(receipt)
  expect(listFailures(store, { source })).toMatchObject([{ externalId: 'mixed.zip#bad.docx', title: 'bad.docx', problem: 'corrupt' }])
  derived = []
  expect(await syncer.retryFailures({ source })).toEqual({ retried: 1, succeeded: 0 })
  expect(derived).toContain('bad.docx')
  expect(listFailures(store, { source })).toHaveLength(1)
})

it('what asks for a password is opened with it, and the password is nowhere afterwards', async () => {
  const sealed = officeCrypto.encrypt(makeDocx(wordParagraph('Sealed words')), { password: 'open-sesame' })
  write('mail.eml', mail('With a secret', 'see attached', { 'secret.docx': sealed }))
  await sync()
  expect(coverage(store, source, null)).toMatchObject({ failed: { encrypted: 1 } })
  expect(await syncer.retryFailures({ source, problem: 'encrypted' }, 'wrong')).toEqual({ retried: 1, succeeded: 0 })
  expect(await syncer.retryFailures({ source, problem: 'encrypted' }, 'open-sesame')).toEqual({ retried: 1, succeeded: 1 })
  expect(view('mail.eml#secret.docx')!.text).toBe('Sealed words')
  expect(await sync()).toMatchObject({ read: 0 })
  expect(coverage(store, source, null)).toMatchObject({ failed: {} })
  store.db.pragma('wal_checkpoint(TRUNCATE)')
  for (const file of readdirSync(join(place, 'home'))) {
    if (file === 'scratch') continue
    expect(readFileSync(join(place, 'home', file)).includes('open-sesame'), file).toBe(false)
  }
})

it('an archive in an archive is known by the names in it', async () => {
  write('outer.zip', makeZip({ 'inner.zip': makeZip({ 'secret-name.txt': 'words two levels down' }) }))
  await sync()
  expect(ids()).toEqual(['outer.zip', 'outer.zip#inner.zip'])
  expect(view('outer.zip#inner.zip')!.text).toBe('secret-name.txt')
})

it('never-rules hold for them, and are taken back', async () => {
  write('mixed.zip', makeZip({ 'keep.txt': 'kept words', 'private/diary.txt': 'dear diary' }))
  addRule(store, 'diary.txt')
  await sync()
  expect(ids()).toEqual(['mixed.zip', 'mixed.zip#keep.txt'])
  undoRule(store, 'diary.txt')
  await syncer.applyRules()
  expect(ids()).toContain('mixed.zip#private/diary.txt')
  addRule(store, 'private')
  expect(await syncer.applyRules()).toBe(1)
  expect(ids()).not.toContain('mixed.zip#private/diary.txt')
  addRule(store, 'mixed.zip')
  await syncer.applyRules()
  expect(coverage(store, source, null)).toMatchObject({ listed: 1, skipped: { never: 1 }, parts: 0 })
})

it('after a stop in the middle the rest is read, and nothing twice', async () => {
  const messages = Array.from({ length: 60 }, (_, n) => mail(`Message ${n}`, `body number ${n}`))
  write('inbox.mbox', mailbox(...messages))
  begin(undefined, 45)
  expect(await syncer.run(source, { full: false })).toMatchObject({ outcome: 'interrupted' })
  const kept = views().length
  expect(kept).toBeGreaterThan(1)
  begin()
  expect(await sync()).toMatchObject({ outcome: 'completed' })
  expect(derived.length).toBeLessThan(62)
  expect(views()).toHaveLength(61)
})

it('a file whose name is that of a part has its own place', async () => {
  write('a.zip', makeZip({ 'x.txt': 'words of the part' }))
  await sync()
  write('a.zip#x.txt', 'words of the file')
  await sync()
  expect(view('a.zip#x.txt')!.text).toBe('words of the file')
  write('a.zip', makeZip({ 'x.txt': 'new words of the part' }))
  await sync()
  expect(
    views()
      .map((one) => one.text)
      .sort(),
  ).toEqual(['new words of the part', 'words of the file', 'x.txt'])
})

it('they are made again when what makes them changed', async () => {
  write('a.zip', makeZip({ 'x.md': '# X', 'y.txt': 'y' }))
  await sync()
  begin([...Object.values(extractors).filter((name) => !name.startsWith('markdown@')), 'markdown@99', chunker])
  await sync()
  expect([...derived].sort()).toEqual(['a.zip', 'x.md'])
})
