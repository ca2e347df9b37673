import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Script } from '../e2e/scripted-connector.ts'
import type { EngineHandle } from '../src/engine/index.ts'

/** Sources in every state a person may meet, for pictures of the screens that show them. */
export async function addShowcase({ client }: Pick<EngineHandle, 'client'>, place: string): Promise<void> {
  mkdirSync(place, { recursive: true })
  const add = async (connector: string, name: string, script: Script) => {
    const path = join(place, `${name}.json`)
    const change = (more: Partial<Script>) => writeFileSync(path, JSON.stringify(Object.assign(script, more)))
    change({})
    const { source } = await client.call('sources.add', { connector, name, settings: { script: path } })
    await settled(client, source.id)
    return { id: source.id, change }
  }
  const wiki = await add('wiki', 'Team wiki', {
    account: 'ada@example.org, Example workspace',
    documents: { ...pages('team', 390), ...pages('team/handbook', 20), ...pages('people', 10) },
    scopes: { '': ['team', 'people'], team: ['team/handbook', 'team/decisions'] },
    refused: Object.fromEntries(['team/page-007', 'team/page-050', 'team/page-111'].map((id) => [id, 'encrypted'])),
    skipped: Object.fromEntries(
      Array.from({ length: 18 }, (_, n) => [`team/page-${String(200 + n)}`, n % 2 ? 'too-large' : 'unsupported']),
    ),
  })
  const chat = await add('chat', 'Chat', { account: 'example.org', documents: pages('general', 160) })
  const archive = await add('wiki', 'Old wiki', { account: 'archive.example.org', documents: pages('old', 90, 2019) })
  const share = await add('wiki', 'Handbook', { account: 'handbook.example.org', documents: pages('handbook', 60, 2024) })
  chat.change({ down: 'sign-in' })
  share.change({ down: 'offline' })
  archive.change({ documents: pages('old', 20, 2019) })
  for (const { id } of [chat, share, archive, wiki]) await client.call('sync.run', { sources: [id], embed: false })
}

async function settled(client: EngineHandle['client'], id: string): Promise<void> {
  await client.call('sync.run', { sources: [id], embed: false })
}

/** Pages with a sentence each, changed at times spread over two years. */
const pages = (folder: string, count: number, year = 2026): Script['documents'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `${folder}/page-${String(n).padStart(3, '0')}`,
      {
        text: `# Page ${n} of ${folder}\n\nThe ${['roof', 'garden', 'kitchen', 'budget'][n % 4]} was talked about, and ${n} things were decided.\n`,
        updatedAt: new Date(Date.UTC(year, 10 - Math.floor((n * n) / ((count * count) / 22)), 20)).toISOString(),
      },
    ]),
  )
