import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../shared/model.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { findSource, updateSource } from '../store/sources.ts'
import { addsUp, createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
const make = (...args: Parameters<typeof createToyBench>) => {
  bench = createToyBench(...args)
  return bench
}
afterEach(() => bench.close())

const state = () => findSource(bench.store, bench.source)!.state

describe.each(['listing', 'since', 'feed'] as const)('a source of kind %s', (kind) => {
  it('is indexed, and read only once', async () => {
    make(kind)
    fill(bench, 20)
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', listed: 20, added: 20, read: 20 })
    expect(bench.indexed().get('doc-007')).toBe('text 7 of doc')
    bench.toy.reads.length = 0
    const again = await bench.sync(true)
    expect(again).toMatchObject({ outcome: 'completed', listed: 20, unchanged: 20, read: 0 })
    expect(bench.toy.reads).toEqual([])
    expect(state()).toBe('idle')
  })

  it('follows edits, additions, deletions and renames', async () => {
    make(kind)
    fill(bench, 12)
    await bench.sync()
    const before = bench.idOf('doc-004')
    bench.toy.put('doc-001', 'edited')
    bench.toy.put('new', 'new text')
    bench.toy.remove('doc-002')
    bench.toy.rename('doc-004', 'elsewhere/doc')
    const run = await bench.sync(kind === 'since')
    addsUp(run)
    expect(run).toMatchObject({ outcome: 'completed', added: 1, updated: 1, moved: 1, deleted: 1 })
    expect(bench.indexed().get('doc-001')).toBe('edited')
    expect([...bench.indexed().keys()].sort()).toEqual([...bench.toy.documents.keys()].sort())
    expect(bench.idOf('elsewhere/doc')).toBe(before)
  })

  it('knows a document without a fingerprint by its content when the old name is gone', async () => {
    make(kind)
    fill(bench, 5)
    await bench.sync()
    const before = bench.idOf('doc-003')
    const { text } = bench.toy.documents.get('doc-003')!
    bench.toy.remove('doc-003')
    bench.toy.put('renamed', text)
    bench.toy.put('copy', bench.toy.documents.get('doc-000')!.text)
    expect(await bench.sync(kind === 'since')).toMatchObject({ moved: 1, added: 1, deleted: 0 })
    expect(bench.idOf('renamed')).toBe(before)
    expect(bench.indexed().has('doc-000')).toBe(true)
  })

  it('keeps everything while it is offline, and goes on when it is back', async () => {
    make(kind)
    fill(bench, 30)
    await bench.sync()
    bench.toy.down = 'offline'
    expect(await bench.sync(true)).toMatchObject({ outcome: 'offline', deleted: 0, problem: { code: 'source-offline' } })
    expect(state()).toBe('offline')
    expect(bench.indexed().size).toBe(30)
    bench.toy.down = null
    expect((await bench.sync()).outcome).toBe('completed')
    expect(state()).toBe('idle')
  })

  it('resumes after a stop with the page it lost', async () => {
    make(kind)
    fill(bench, 30)
    bench.toy.beforePage = (page) => {
      if (page === 3) void bench.syncer.stop()
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'interrupted', added: 14 })
    bench.toy.beforePage = () => {}
    const rest = await bench.sync()
    expect(rest).toMatchObject({ outcome: 'completed', added: 16, read: 16 })
    expect(bench.indexed().size).toBe(30)
  })

  it('lists again, once, when its cursor has expired', async () => {
    make(kind)
    fill(bench, 10)
    await bench.sync()
    bench.toy.remove('doc-005')
    bench.toy.failNext.push(new ConnectorError('cursor-expired', 'too old'))
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', unchanged: 9, deleted: 1 })
    bench.toy.failNext.push(new ConnectorError('cursor-expired', 'too old'), new ConnectorError('cursor-expired', 'again'))
    expect((await bench.sync()).outcome).toBe('failed')
  })

  it('waits as told when it is rate limited, and loses nothing', async () => {
    make(kind)
    fill(bench, 10)
    bench.toy.failNext.push(new ConnectorError('rate-limited', 'slow down', { retryAfterMs: 30_000 }))
    const run = await bench.sync()
    expect(run).toMatchObject({ outcome: 'completed', added: 10 })
    expect(Date.parse(run.finishedAt) - Date.parse(run.startedAt)).toBeGreaterThanOrEqual(30_000)
  })
})

it('sees what changed on pages that an interrupted listing had passed already', async () => {
  make('listing')
  fill(bench, 30)
  bench.toy.beforePage = (page) => {
    if (page === 4) void bench.syncer.stop()
  }
  await bench.sync()
  bench.toy.beforePage = () => {}
  bench.toy.put('doc-001', 'edited since')
  bench.toy.remove('doc-002')
  expect((await bench.sync()).outcome).toBe('completed')
  expect(bench.indexed().get('doc-001')).toBe('edited since')
  expect(bench.indexed().has('doc-002')).toBe(false)
})

describe('a run', () => {
  it.each<[Problem, string, string]>([
    ['sign-in', 'needs-sign-in', 'needs-sign-in'],
    ['forbidden', 'failed', 'failed'],
    ['corrupt', 'failed', 'failed'],
  ])('that meets %s at its source ends as %s', async (problem, outcome, becomes) => {
    make('listing')
    fill(bench, 10)
    await bench.sync()
    bench.toy.down = problem
    expect((await bench.sync()).outcome).toBe(outcome)
    expect(state()).toBe(becomes)
    expect(bench.indexed().size).toBe(10)
  })

  it('that is stopped has not seen everything, even if the connector says no more', async () => {
    make('listing')
    fill(bench, 20)
    const { pull } = bench.toy.connector
    bench.toy.connector.pull = async function* (...args) {
      for await (const page of pull(...args)) {
        yield page
        void bench.syncer.stop()
        return
      }
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'interrupted', added: 7 })
    Object.assign(bench.toy.connector, { pull })
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', listed: 20, added: 13, unchanged: 7 })
  })

  it('that meets a bug fails loudly and keeps its cursor', async () => {
    make('feed')
    fill(bench, 20)
    bench.toy.beforePage = (page) => {
      if (page === 3) throw new TypeError('a bug')
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'failed', added: 14 })
    bench.toy.beforePage = () => {}
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', added: 6 })
  })

  it('asked for while another is under way follows it, once', async () => {
    make('listing')
    fill(bench, 10)
    const first = bench.sync()
    await new Promise((done) => setImmediate(done))
    const [second, third] = [bench.sync(), bench.sync()]
    await first
    bench.toy.put('late', 'text')
    expect((await second).id).toBe((await third).id)
    expect((await second).id).not.toBe((await first).id)
    expect(bench.indexed().has('late')).toBe(true)
    expect(bench.events.finished).toHaveLength(2)
  })

  it('puts the first documents where they are found before the rest is read', async () => {
    make('listing', { pageSize: 1_000 })
    fill(bench, 400)
    let early: number | undefined
    const { read } = bench.toy.connector
    bench.toy.connector.read = async (ref, signal) => {
      if (bench.toy.reads.length === 60) early = bench.indexed().size
      return read(ref, signal)
    }
    await bench.sync()
    expect(early).toBeGreaterThanOrEqual(20)
  })

  it('leaves no scratch file behind, however it ends', async () => {
    make('listing')
    fill(bench, 20)
    bench.toy.put('bad', 'corrupt')
    await bench.sync()
    bench.toy.beforePage = (page) => {
      if (page === 2) bench.toy.down = 'offline'
    }
    fill(bench, 20, 'more')
    await bench.sync()
    expect(bench.toy.reads.length).toBeGreaterThan(20)
    expect(readdirSync(bench.toy.scratch)).toEqual([])
  })

  it('leaves a paused source paused', async () => {
    make('listing')
    fill(bench, 1)
    updateSource(bench.store, bench.source, { state: 'paused' })
    await bench.sync()
    expect(state()).toBe('paused')
  })

  it('does not undo a pause that came while it ran', async () => {
    make('listing')
    fill(bench, 20)
    bench.toy.beforePage = () => void updateSource(bench.store, bench.source, { state: 'paused' })
    await bench.sync()
    expect(state()).toBe('paused')
  })

  it('tells how far it has come, and no more than four times a second', async () => {
    make('listing')
    fill(bench, 100)
    await bench.sync()
    expect(bench.events.progress.length).toBeLessThanOrEqual(3)
    expect(bench.events.progress.at(-1)).toMatchObject({ listed: 100, done: 100, failed: 0 })
    expect(bench.syncer.progress(bench.source)).toBeNull()
    expect(bench.toy.closed).toBe(1)
  })
})
