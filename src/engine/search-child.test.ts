import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Child, Spawn } from './children.ts'
import { openEngine, sourceResources, spawnNodeChild } from './index.ts'
import { createSearchClient, type SearchClient } from './search/client.ts'
import type { SearchRequest } from './search/request.ts'
import { dropHome, emptyHome, indexed, openSample, type Sample } from './store/sample.fixture.ts'

let home: string
let sample: Sample
let client: SearchClient
let children: Child[]

beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  children = []
  const spawn: Spawn = (kind, args) => {
    const child = spawnNodeChild(kind, args)
    children.push(child)
    return child
  }
  client = createSearchClient({ spawn, home, resources: '/nowhere' })
})
afterEach(async () => {
  await client.close()
  sample.store.close()
  dropHome(home)
})

const request: SearchRequest = {
  query: 'walrus',
  mode: 'hybrid',
  limit: 20,
  offset: 0,
  explain: false,
  typing: false,
  sort: 'relevance',
  facets: false,
  bare: false,
  keywordPlan: 'auto',
}
const find = async () => (await client.search(request, null, null)).hits.map((hit) => hit.externalId)

it('answers from its own process, and sees every commit of the writer', async () => {
  expect(await find()).toEqual([])
  sample.commit([indexed('a.md', 'a walrus')])
  expect(await find()).toEqual(['a.md'])
  sample.remove(['a.md'])
  expect(await find()).toEqual([])
  expect(children).toHaveLength(1)
})

it('is there before the first question when told that one is coming, and is the one that answers it', async () => {
  client.wake()
  client.wake()
  expect(children).toHaveLength(1)
  expect(await find()).toEqual([])
  expect(children).toHaveLength(1)
  await client.close()
  client.wake()
  expect(children).toHaveLength(1)
})

it('is started by a window that opens its search, not by one that asks how the index stands', async () => {
  const started: string[] = []
  const spawn: Spawn = (kind, args) => {
    started.push(kind)
    return spawnNodeChild(kind, args)
  }
  const other = emptyHome()
  const about = { host: 'web', version: '1.2.3', capabilities: [], background: false } as const
  const engine = await openEngine({ ...about, home: other, resources: sourceResources, spawn })
  try {
    await engine.client.call('status', {})
    expect(started).toEqual([])
    await engine.client.call('searches.list', {})
    expect(started).toEqual(['search'])
  } finally {
    await engine.close()
    dropHome(other)
  }
})

it('answers while a commit is under way, from before it', async () => {
  sample.commit([indexed('a.md', 'a walrus')])
  const { db } = sample.store
  db.exec('begin immediate')
  db.exec('delete from words')
  expect(await find()).toEqual(['a.md'])
  db.exec('rollback')
})

it('goes on after its process was killed, also with a question on the way', async () => {
  sample.commit([indexed('a.md', 'a walrus')])
  expect(await find()).toEqual(['a.md'])
  const waiting = find()
  children[0]!.kill()
  expect(await waiting).toEqual(['a.md'])
  expect(await find()).toEqual(['a.md'])
  expect(children).toHaveLength(2)
})

it('answers by words when the model is not there any more', async () => {
  sample.commit([indexed('a.md', 'a walrus')])
  const vector = Buffer.from(new Float32Array(384).buffer).toString('base64')
  const answer = await client.search(request, vector, { id: 1, name: 'gone' })
  expect(answer.mode).toBe('keyword')
  expect(answer.hits).toHaveLength(1)
})

it('passes on what is a problem of the question', async () => {
  await expect(client.similar({ documentId: 7, limit: 5 }, null)).rejects.toThrow('document-unknown')
})
