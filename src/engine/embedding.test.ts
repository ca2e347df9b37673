import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, pipeline } from '@huggingface/transformers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Settings } from '../shared/api.ts'
import type { Json } from '../shared/json.ts'
import type { Child, Spawn } from './children.ts'
import { createEmbedder, type Embedder } from './embed/embedder.ts'
import { usualLimits } from './embed/inference.ts'
import type { ToInference } from './embed/protocol.ts'
import { spawnNodeChild } from './node-children.ts'
import { findModel, modelNames, queueCounts } from './store/embed-queue.ts'
import { derived, dropHome, emptyHome, indexed, openSample, ref, type Sample } from './store/sample.fixture.ts'

const resources = join(import.meta.dirname, '../../resources')
const [english, world] = ['all-MiniLM-L6-v2', 'multilingual-e5-small'] as const

let home: string
let sample: Sample
let settings: Pick<Settings, 'model' | 'threads'>
let embedders: Embedder[]
/** Children in order of their start, and the passages each was given. */
let children: { readonly child: Child; readonly model: string; readonly given: string[] }[]
/** What happens when a child has been given passages. */
let meddle: (texts: readonly string[], child: Child) => void
/** A text that ends the child that reads it. */
let poison: string | null

/** Real children, watched. */
const spawn: Spawn = (kind, args) => {
  const child = spawnNodeChild(kind, args)
  const entry = { child, model: String(args.model), given: [] as string[] }
  children.push(entry)
  const ready = new Promise<void>((resolve) => child.onMessage((message) => (message as { type: string }).type === 'ready' && resolve()))
  return {
    ...child,
    post: (json: Json) => {
      const message = json as unknown as ToInference
      const texts = message.type === 'passages' ? message.passages.map(({ text }) => text) : []
      if (poison !== null && texts.includes(poison)) ready.then(() => child.kill())
      else child.post(json)
      if (texts.length === 0) return
      entry.given.push(...texts)
      meddle(texts, child)
    },
  }
}

function open(over: Partial<Parameters<typeof createEmbedder>[0]> = {}): Embedder {
  const quick = { ...usualLimits, firstWaitMs: 20, longestWaitMs: 100 }
  const embedder = createEmbedder({ store: sample.store, spawn, resources, settings: () => settings, limits: quick, ...over })
  embedders.push(embedder)
  return embedder
}

beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  settings = { model: 'auto', threads: 2 }
  embedders = []
  children = []
  meddle = () => {}
  poison = null
})
afterEach(async () => {
  for (const embedder of embedders) await embedder.close()
  for (const { child } of children) child.kill()
  sample.store.close()
  dropHome(home)
})

const at = (day: number) => ({ updatedAt: new Date(Date.UTC(2026, 0, day)).toISOString() })
const numbered = (count: number, word = 'passage') =>
  Array.from({ length: count }, (_, i) => `${word} number ${i} speaks of ${'wings and nests '.repeat(1 + (i % 5))}`).join('\n\n')
const inGerman = (id: string, text: string) => ({ type: 'indexed' as const, ref: ref(id), derived: derived(text, { language: 'de' }) })
const vectors = (model: string) => {
  const id = findModel(sample.store, model)
  return id === null ? 0 : queueCounts(sample.store, id).done
}
const given = (model?: string) => children.filter((entry) => model === undefined || entry.model === model).flatMap((entry) => entry.given)
const until = async (met: () => boolean) => {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 5))
}
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

describe('embedding', { timeout: 60_000 }, () => {
  it('gives everything a vector, first chunks of the newest documents first', async () => {
    sample.commit(Array.from({ length: 150 }, (_, i) => indexed(`doc-${i}`, `head ${i}\n\ntail ${i}`, at(i))))
    const embedder = open()
    await embedder.drain()
    expect(embedder.status()).toMatchObject({ model: english, next: english, done: 300, total: 300, state: 'idle', problem: null })
    const newestFirst = Array.from({ length: 150 }, (_, i) => 149 - i)
    expect(given()).toEqual([...newestFirst.map((i) => `head ${i}`), ...newestFirst.map((i) => `tail ${i}`)])
  })

  it('embeds no text twice: not a copy, not a second time, not after a restart', async () => {
    sample.commit([indexed('a', numbered(20))])
    const first = open()
    await first.drain()
    await first.close()
    sample.commit([indexed('copy', numbered(20)), indexed('a', numbered(21))])
    const second = open()
    await second.drain()
    expect(given().length).toBe(21)
    expect(new Set(given()).size).toBe(21)
  })

  it('goes on where it was when the child is killed', async () => {
    sample.commit([indexed('a', numbered(400))])
    const embedder = open()
    let kills = 0
    meddle = (texts, child) => {
      if (kills >= 3 || texts.length < 20) return
      kills++
      setTimeout(() => child.kill(), 250)
    }
    await embedder.drain()
    expect(kills).toBe(3)
    expect(children.length).toBe(4)
    expect(vectors(english)).toBe(400)
    expect(embedder.status()).toMatchObject({ done: 400, total: 400, problem: null })
  })

  it('sets a passage aside that ends the child each time, says so, and tries it once more when asked', async () => {
    sample.commit([indexed('a', `${numbered(30)}\n\npoison`)])
    poison = 'poison'
    const embedder = open()
    await embedder.drain()
    expect(vectors(english)).toBe(30)
    expect(children.length).toBe(4)
    expect(embedder.status()).toMatchObject({
      done: 30,
      total: 30,
      state: 'idle',
      problem: { code: 'passages-set-aside', params: { count: 1 } },
    })
    poison = null
    embedder.resume()
    await embedder.drain()
    expect(embedder.status()).toMatchObject({ done: 31, total: 31, problem: null })
  })

  it('pauses, answers queries meanwhile, and goes on', async () => {
    sample.commit([indexed('a', numbered(300))])
    const embedder = open()
    embedder.wake()
    await until(() => vectors(english) > 0)
    embedder.pause()
    const done = vectors(english)
    expect(embedder.status()).toMatchObject({ state: 'paused', done, total: 300 })
    expect(await embedder.embedQuery('nests')).toHaveLength(384)
    await embedder.drain()
    expect(vectors(english)).toBe(done)
    embedder.resume()
    await embedder.drain()
    expect(vectors(english)).toBe(300)
  })

  it('is held back without a word lost: a few new documents pass, who waits is served, and a person can let it go', async () => {
    sample.commit([indexed('a', numbered(600))])
    const embedder = open()
    const said = { code: 'yield-battery', params: {} }
    embedder.holdBack('wait', said)
    embedder.wake()
    expect(embedder.status()).toMatchObject({ state: 'paused', problem: said, done: 0, total: 600 })
    embedder.holdBack('short', said)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(embedder.status()).toMatchObject({ state: 'paused', problem: said, done: 0 })
    await embedder.drain()
    expect(vectors(english)).toBe(600)
    sample.commit([indexed('b', numbered(20, 'owl'))])
    embedder.wake()
    await until(() => vectors(english) === 620)
    embedder.holdBack('wait', said)
    sample.commit([indexed('c', numbered(20, 'wren'))])
    embedder.wake()
    expect(embedder.status().state).toBe('paused')
    embedder.resume()
    await until(() => vectors(english) === 640)
  })

  it('stops waiting when the caller does', async () => {
    sample.commit([indexed('a', numbered(300))])
    const stop = new AbortController()
    const waiting = open().drain(stop.signal)
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })

  it('replaces a child that has grown too large', async () => {
    sample.commit([indexed('a', numbered(150))])
    const embedder = open({ limits: { ...usualLimits, rss: 1 } })
    await embedder.drain()
    expect(children.length).toBeGreaterThan(1)
    expect(embedder.status()).toMatchObject({ done: 150, total: 150, problem: null })
  })

  it('picks up what comes while it works', async () => {
    sample.commit([indexed('a', numbered(100))])
    const embedder = open()
    const drained = embedder.drain()
    await until(() => given().length > 0)
    sample.commit([indexed('b', numbered(50, 'later'))])
    embedder.documentsCame()
    await drained
    expect(vectors(english)).toBe(150)
  })
})

describe('a query', { timeout: 60_000 }, () => {
  it.each([english, world])('gets the vector that the reference implementation gives (%s)', async (name) => {
    settings = { ...settings, model: name }
    const embedder = open()
    embedder.wake()
    env.allowRemoteModels = false
    env.localModelPath = join(resources, 'models')
    const reference = await pipeline('feature-extraction', name, { dtype: 'q8', local_files_only: true })
    for (const text of ['where do magpies nest?', 'Wo nisten Elstern?', '喜鹊在哪里筑巢']) {
      const prefix = name === world ? 'query: ' : ''
      const expected = (await reference(prefix + text, { pooling: 'mean', normalize: true })).data as Float32Array
      expect(dot(await embedder.embedQuery(text), expected)).toBeGreaterThan(0.9999)
    }
    await reference.dispose()
  })

  it('is refused as long as no model was chosen', async () => {
    await expect(open().embedQuery('nests')).rejects.toMatchObject({ code: 'model-missing' })
  })

  it('is answered after a crash, and asked for only once', async () => {
    sample.commit([indexed('a', 'magpies nest')])
    const embedder = open()
    await embedder.drain()
    const before = await embedder.embedQuery('nests')
    children[0]!.child.kill()
    expect(await embedder.embedQuery('nests')).toBe(before)
    expect(dot(await embedder.embedQuery('nests '), before)).toBeGreaterThan(0.99)
  })
})

describe('the model', { timeout: 90_000 }, () => {
  it('is not chosen before there are documents, and by their language then', async () => {
    const embedder = open()
    embedder.wake()
    expect(embedder.answering()).toBeNull()
    sample.commit([inGerman('a', 'Elstern bauen Nester'), inGerman('b', 'Reiher waten')])
    embedder.documentsCame()
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(embedder.answering()).toBeNull()
    await embedder.drain()
    expect(embedder.answering()).toMatchObject({ name: world, manifest: { candidates: 320 } })
    expect(embedder.status()).toMatchObject({ model: world, next: world, done: 2, total: 2 })
  })

  it('is chosen during a sync once there are enough documents', async () => {
    const embedder = open()
    sample.commit(Array.from({ length: 200 }, (_, i) => indexed(`doc-${i}`, `text ${i}`)))
    embedder.documentsCame()
    await until(() => vectors(english) > 0)
    expect(embedder.answering()?.name).toBe(english)
  })

  describe('that comes next', () => {
    let models: string
    /** A third model: a folder, and no code. */
    const third = 'third'
    beforeEach(() => {
      models = mkdtempSync(join(tmpdir(), 'magpie-models-'))
      const folder = (name: string) => join(models, 'models', name)
      cpSync(join(resources, 'models', english), folder(english), { recursive: true })
      cpSync(folder(english), folder(third), { recursive: true })
      const manifest = JSON.parse(readFileSync(join(folder(third), 'manifest.json'), 'utf8')) as object
      writeFileSync(join(folder(third), 'manifest.json'), JSON.stringify({ ...manifest, name: third, languages: 'many' }))
    })
    afterEach(() => rmSync(models, { recursive: true }))

    it('does not answer before its vectors are complete', async () => {
      sample.commit([indexed('a', numbered(600))])
      const embedder = open({ resources: models })
      await embedder.drain()
      const before = embedder.answering()!
      settings = { ...settings, model: third }
      embedder.settingsChanged()
      expect(embedder.status()).toMatchObject({ model: english, next: third, total: 600, state: 'working' })
      expect(embedder.answering()).toEqual(before)
      sample.commit([indexed('b', 'comes meanwhile')])
      await until(() => embedder.answering()?.name === third)
      expect(vectors(third)).toBe(601)
      await embedder.drain()
      expect(embedder.status()).toMatchObject({ model: third, next: third, done: 601, total: 601, state: 'idle' })
      await embedder.close()
      const again = open({ resources: models })
      expect(again.answering()).toMatchObject({ name: third })
      again.wake()
      expect(modelNames(sample.store)).toEqual([third])
    })

    it('answers early when the one before had not come far, which is not finished then', async () => {
      sample.commit([indexed('a', numbered(900))])
      const embedder = open({ resources: models })
      embedder.wake()
      await until(() => vectors(english) > 0)
      embedder.pause()
      const done = vectors(english)
      settings = { ...settings, model: third }
      embedder.settingsChanged()
      embedder.resume()
      await until(() => embedder.answering()?.name === third)
      expect(vectors(third)).toBeLessThan(900)
      await embedder.drain()
      expect(embedder.status()).toMatchObject({ model: third, done: 900, total: 900 })
      expect(done).toBeLessThan(380)
      expect(given(english).length).toBeLessThan(done + 200)
    })
  })

  it('stays when the person changes their mind', async () => {
    sample.commit([indexed('a', numbered(200))])
    const embedder = open()
    await embedder.drain()
    settings = { ...settings, model: world }
    embedder.settingsChanged()
    settings = { ...settings, model: 'auto' }
    embedder.settingsChanged()
    await embedder.drain()
    expect(embedder.status()).toMatchObject({ model: english, next: english, done: 200, total: 200 })
    expect(modelNames(sample.store)).toEqual([english])
    expect(given(english).length).toBe(200)
  })

  it('that cannot be run is said, and everything else goes on', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'magpie-broken-'))
    try {
      cpSync(join(resources, 'models', english), join(broken, 'models', english), { recursive: true })
      writeFileSync(join(broken, 'models', english, 'onnx/model_quantized.onnx'), 'not a model')
      sample.commit([indexed('a', numbered(10))])
      const embedder = open({ resources: broken })
      await embedder.drain()
      expect(embedder.status()).toMatchObject({ state: 'failed', done: 0, total: 10, problem: { code: 'model-missing' } })
      await expect(embedder.embedQuery('nests')).rejects.toMatchObject({ code: 'model-missing' })
    } finally {
      rmSync(broken, { recursive: true })
    }
  })
})
