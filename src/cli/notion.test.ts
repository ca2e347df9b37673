import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Magpie, makeMagpie } from './magpie.fixture.ts'

const passphrase = 'a heron waits at the weir'
const another = 'ntn_another_token_of_the_same_person'
const unlocked = ['--passphrase-env', 'PASS'] as const

/** A fake Notion of eight pages as a process of its own. */
interface Notion {
  readonly url: string
  readonly token: string
  readonly root: string
  tell(...command: readonly string[]): Promise<void>
}

let magpie: Magpie
let service: ChildProcessWithoutNullStreams
let notion: Notion
beforeEach(async () => {
  service = spawn(process.execPath, [join(import.meta.dirname, '../engine/connectors/notion/fake/serve.ts'), '8'])
  const lines = createInterface(service.stdout)[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value as string) as Omit<Notion, 'tell'>
  const tell = async (...command: readonly string[]) => {
    service.stdin.write(`${JSON.stringify(command)}\n`)
    await next()
  }
  notion = { ...(await next()), tell }
  magpie = makeMagpie(env())
})
afterEach(() => {
  service.stdin.end()
  magpie.dispose()
})
const env = () => ({ NOTION_TOKEN: notion.token, OTHER_TOKEN: another, WRONG_TOKEN: 'secret_of_nobody_at_all', PASS: passphrase })

/** Every file below a folder that holds a text, whatever else it holds. */
const holding = (folder: string, text: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map((entry) => entry.name)

it('is connected with a token that is nowhere to be read, looked through, synced and searched', async () => {
  const secrets = [notion.token, another, passphrase]
  const add = ['source', 'add', 'notion', '--api-url', notion.url, '--token-env'] as const
  const refused = await magpie.text(...add, 'WRONG_TOKEN', ...unlocked)
  expect([refused.code, refused.stderr]).not.toEqual([0, ''])
  expect(refused.stderr).toMatch(/sign in/i)

  const added = await magpie.json(...add, 'NOTION_TOKEN', ...unlocked)
  expect(added.stderr).toBe('')
  expect(added.value).toMatchObject({ source: { id: 'notion-1', connector: 'notion', name: 'Ada Example, Example Works' } })

  const scopes = await magpie.json('source', 'scopes', 'notion-1', ...unlocked)
  expect(scopes.value).toMatchObject([
    { name: 'Elsewhere', hasChildren: true },
    { id: notion.root, name: 'Field work', hasChildren: true },
  ])
  const inside = await magpie.json('source', 'scopes', 'notion-1', '--parent', notion.root, ...unlocked)
  expect((inside.value as { name: string }[]).map(({ name }) => name)).toContain('Heron census')

  const seen = new Set<string>()
  const watch = setInterval(() => {
    const listed = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    for (const secret of secrets) if (listed.includes(secret)) seen.add(secret)
  }, 50)
  const synced = await magpie.json('sync', 'notion-1', '--no-embed', ...unlocked)
  clearInterval(watch)
  expect(synced.value).toMatchObject({ runs: [{ outcome: 'completed', listed: 8, added: 8, failed: 0 }] })
  expect([...seen]).toEqual([])

  const found = await magpie.json('search', 'copper lantern boathouse', '--mode', 'keyword')
  expect(found.value).toMatchObject({ hits: [{ title: 'Everything at once' }] })
  const attached = await magpie.json('search', 'vermilion pier', '--mode', 'keyword')
  expect(attached.value).toMatchObject({ hits: [{ title: 'heron count.pdf', path: ['Field work', 'Everything at once'] }] })

  await notion.tell('expireTokens')
  await notion.tell('admit', another)
  const over = await magpie.json('sync', 'notion-1', '--no-embed', ...unlocked)
  expect(over.value).toMatchObject({ runs: [{ outcome: 'needs-sign-in' }] })
  const again = await magpie.json('source', 'sign-in', 'notion-1', '--token-env', 'OTHER_TOKEN', ...unlocked)
  expect(again.value).toMatchObject({ source: { id: 'notion-1' } })
  const after = await magpie.json('sync', 'notion-1', '--no-embed', ...unlocked)
  expect(after.value).toMatchObject({ runs: [{ outcome: 'completed', added: 0, deleted: 0 }] })

  for (const secret of secrets) expect(holding(magpie.place, secret)).toEqual([])
}, 120_000)

it('is not connected where nothing keeps the token safe, and says what to do', async () => {
  const without = makeMagpie({ ...env(), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })
  const { code, stderr } = await without.text('source', 'add', 'notion', '--api-url', notion.url, '--token-env', 'NOTION_TOKEN')
  without.dispose()
  expect(code).not.toBe(0)
  expect(stderr).toMatch(/magpie vault protect/)
})
