import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextPassages, queueCounts, useModel } from './embed-queue.ts'
import { derived, dropHome, emptyHome, indexed, openSample, type Sample } from './sample.fixture.ts'
import { listSegments, readSegment, segmentSlots, unpackSketch } from './segments.ts'
import { openStore, type Store } from './store.ts'
import { toySketch, toyVector } from './toy-vector.fixture.ts'
import { commitVectors, removeOrphanVectors, touchSegments, vectorOf } from './vectors.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  useModel(sample.store, 'toy')
})
afterEach(() => {
  expectSound(sample.store)
  sample.store.close()
  dropHome(home)
})

const model = 1
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => toyVector(from + i))
const numberOf = (hash: string) => Number.parseInt(hash, 16)

/** Every toy vector lies where its id says, with its own sketch, and no segment claims more or less than was given. */
function expectSound(store: Store): void {
  const states = listSegments(store, model)
  const { slots } = store.db.prepare('select slots from model where id = ?').get(model) as { slots: number }
  const last = states.at(-1)
  if (last !== undefined && last.n < segmentSlots) expect(last.seg * segmentSlots + last.n).toBe(slots)
  for (const state of states.slice(0, -1)) expect(state.n).toBe(segmentSlots)
  const packed = new Map(states.map(({ seg }) => [seg, readSegment(store, model, seg)!]))
  const rows = store.db
    .prepare('select id % 4294967296 as slot, lower(hex(hash)) as hash from vector where model = ?')
    .all(model) as Placed[]
  for (const { slot, hash } of rows.filter((row) => row.hash.startsWith('00000000'))) {
    const segment = packed.get(Math.floor(slot / segmentSlots))
    expect(slot % segmentSlots).toBeLessThan(segment?.n ?? 0)
    expect(unpackSketch(segment!, slot % segmentSlots)).toEqual(toySketch(numberOf(hash)))
  }
}

interface Placed {
  readonly slot: number
  readonly hash: string
}

describe('commitVectors', () => {
  it('stores a vector once, whatever comes again', () => {
    commitVectors(sample.store, model, numbers(0, 40))
    commitVectors(sample.store, model, numbers(20, 60))
    expect(sample.count('vector')).toBe(60)
    expect(listSegments(sample.store, model)).toMatchObject([{ seg: 0, n: 60 }])
    expect(vectorOf(sample.store, model, toyVector(33).hash)).toEqual(toyVector(33).v)
    expect(vectorOf(sample.store, model, toyVector(77).hash)).toBeNull()
  })

  it('begins a new segment when one is full, also in the middle of a batch', () => {
    commitVectors(sample.store, model, numbers(0, 4000))
    commitVectors(sample.store, model, numbers(4000, 8300))
    expect(listSegments(sample.store, model)).toMatchObject([
      { seg: 0, n: 4096 },
      { seg: 1, n: 4096 },
      { seg: 2, n: 108 },
    ])
  })

  it('goes on after a single vector', () => {
    for (const row of numbers(0, 70)) commitVectors(sample.store, model, [row])
    expect(listSegments(sample.store, model)).toMatchObject([{ seg: 0, n: 70 }])
  })

  it('takes the texts off the queue, also those that have their vector already', () => {
    sample.commit([indexed('a.md', 'one\n\ntwo')])
    const [first] = nextPassages(sample.store, model, 1)
    commitVectors(sample.store, model, [{ ...toyVector(5), hash: first!.hash }])
    expect(queueCounts(sample.store, model)).toMatchObject({ done: 1, total: 2 })
  })

  it('keeps models apart', () => {
    const other = useModel(sample.store, 'other')
    commitVectors(sample.store, model, numbers(0, 3))
    commitVectors(sample.store, other, [{ ...toyVector(1), v: new Int8Array(32).fill(99) }])
    expect(vectorOf(sample.store, other, toyVector(1).hash)?.[0]).toBe(99)
    expect(vectorOf(sample.store, model, toyVector(1).hash)?.[0]).toBe(1)
  })

  it('loses nothing it has said to have stored when the process is killed, and leaves segments that can go on', async () => {
    let from = 0
    for (let round = 0; round < 4; round++) {
      sample.store.close()
      const script = new URL('commit-vectors.fixture.ts', import.meta.url).pathname
      const child = spawn(process.execPath, [script, home, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = from
      let commits = 0
      child.stdout.on('data', (data: Buffer) => {
        const lines = data.toString().trim().split('\n')
        said = Number(lines.at(-1))
        commits += lines.length
        if (commits > 3 + 4 * round) child.kill('SIGKILL')
      })
      await once(child, 'close')
      sample = { ...sample, store: openStore(home) }
      const { n } = sample.store.db.prepare('select count(*) as n from vector').get() as { n: number }
      expect(n).toBeGreaterThanOrEqual(said)
      expect(n % 300).toBe(0)
      expect(listSegments(sample.store, model).reduce((sum, state) => sum + state.n, 0)).toBe(n)
      expectSound(sample.store)
      from = n
    }
  })

  it('changes nothing when its transaction fails', () => {
    commitVectors(sample.store, model, numbers(0, 10))
    const broken = { ...toyVector(12), hash: 'not hex' }
    expect(() => commitVectors(sample.store, model, [toyVector(11), broken])).toThrow()
    expect(sample.count('vector')).toBe(10)
    expect(listSegments(sample.store, model)).toMatchObject([{ n: 10 }])
  })
})

describe('touchSegments', () => {
  it('marks the segments of these texts and no others', () => {
    commitVectors(sample.store, model, numbers(0, 9000))
    const before = listSegments(sample.store, model)
    touchSegments(sample.store, [toyVector(1).hash, toyVector(2).hash, toyVector(8500).hash, toyVector(99_999).hash])
    const steps = listSegments(sample.store, model).map(({ rev }, i) => rev - before[i]!.rev)
    expect(steps).toEqual([1, 0, 1])
  })
})

describe('removeOrphanVectors', () => {
  const embedAll = () => {
    const waiting = nextPassages(sample.store, model, 100)
    commitVectors(
      sample.store,
      model,
      waiting.map(({ hash }, i) => ({ ...toyVector(i), hash })),
    )
  }

  it('removes what no chunk needs, and keeps what a copy still has', () => {
    sample.commit([indexed('a.md', 'shared\n\nonly in a'), indexed('b.md', 'shared')])
    embedAll()
    sample.remove(['a.md'])
    expect(removeOrphanVectors(sample.store)).toBe(1)
    const shared = derived('shared').chunks[0]!.passageHash
    expect(vectorOf(sample.store, model, shared)).not.toBeNull()
    expect(removeOrphanVectors(sample.store)).toBe(0)
  })

  it('looks only at the texts it is given', () => {
    commitVectors(sample.store, model, numbers(0, 10))
    expect(removeOrphanVectors(sample.store, [toyVector(3).hash, toyVector(4).hash])).toBe(2)
    expect(sample.count('vector')).toBe(8)
  })

  it('gives the room of segments back that became sparse, and moves what is left of them', () => {
    commitVectors(sample.store, model, numbers(0, 10_000))
    const keep = (number: number) => number >= 4096 || number % 10 === 0
    const gone = numbers(0, 10_000).map(({ hash }) => hash)
    removeOrphanVectors(
      sample.store,
      gone.filter((hash) => !keep(numberOf(hash))),
    )
    expect(listSegments(sample.store, model).map(({ seg }) => seg)).toEqual([1, 2])
    expect(sample.count('vector')).toBe(10_000 - 4096 + 410)
    commitVectors(sample.store, model, numbers(20_000, 23_000))
    expect(vectorOf(sample.store, model, toyVector(4090).hash)).not.toBeNull()
  })

  it('can remove everything and begin again', () => {
    commitVectors(sample.store, model, numbers(0, 9000))
    expect(removeOrphanVectors(sample.store)).toBe(9000)
    commitVectors(sample.store, model, numbers(0, 5000))
    expect(sample.count('vector')).toBe(5000)
  })
})
