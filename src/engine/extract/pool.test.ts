import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createBirpc } from 'birpc'
import { afterEach, describe, expect, it } from 'vitest'
import type { Derived, DeriveRequest } from '../../shared/derived.ts'
import type { Child, Spawn } from '../children.ts'
import { createExtractPool, type ExtractPool } from './pool.ts'
import type { ChildSide, PoolSide } from './wire.ts'
import type { ExtractLimits } from './worker.ts'

const signal = new AbortController().signal
/** What is read in a moment travels together with others, all else on its own. */
const brief = 'text/plain'
const long = 'application/pdf'
const request = (name: string, mimeType: string): DeriveRequest => ({ content: { type: 'text', text: name }, name, mimeType, title: null })
const skipped: Derived = { status: 'skipped', reason: 'empty', contentHash: null }

interface FakeChild {
  readonly pid: number
  killed: boolean
  seen: string[]
}

/** Children in this process whose documents do as they are named. `messages` are the names that came in each. */
function fakeChildren() {
  const children: FakeChild[] = []
  const messages: string[][] = []
  const answers: WeakRef<Derived>[] = []
  let crashes = 0
  const spawn: Spawn = () => {
    const fake: FakeChild = { pid: process.pid, killed: false, seen: [] }
    children.push(fake)
    const closers: (() => void)[] = []
    let toPool: (message: never) => void = () => undefined
    let toChild: (message: never) => void = () => undefined
    const die = () => {
      if (fake.killed) return
      fake.killed = true
      for (const closer of closers) setImmediate(closer)
    }
    const read = async (name: string): Promise<Derived> => {
      fake.seen.push(name)
      if (name === 'hang') await new Promise(() => undefined)
      if (name === 'slow') {
        void rpc.advanced(1_000_000, 0)
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
      if (name === 'crash' || (name === 'crash once' && crashes++ === 0)) {
        die()
        await new Promise(() => undefined)
      }
      if (name === 'fresh') {
        const answer = { ...skipped }
        answers.push(new WeakRef(answer))
        return answer
      }
      if (name === 'throw') throw new Error('reader lost its way')
      return skipped
    }
    const rpc = createBirpc<PoolSide, ChildSide>(
      {
        derive: async (requests) => {
          messages.push(requests.map(({ name }) => name))
          const all: Derived[] = []
          for (const { name } of requests) all.push(await read(name))
          return all
        },
      },
      {
        post: (message) => void setImmediate(() => toPool(message as never)),
        on: (listener) => {
          toChild = listener
        },
        eventNames: ['advanced'],
        timeout: -1,
      },
    )
    const child: Child = {
      pid: fake.pid,
      post: (message) => void setImmediate(() => fake.killed || toChild(message as never)),
      onMessage: (listener) => {
        toPool = ((message: never) => fake.killed || listener(message)) as typeof toPool
      },
      onClose: (listener) => void closers.push(listener),
      close: die,
      kill: die,
    }
    return child
  }
  return { spawn, children, messages, answers }
}

let pool: ExtractPool | undefined
afterEach(() => pool?.close())

function start(size = 1, limits: Partial<ExtractLimits> = {}) {
  const { spawn, children, messages, answers } = fakeChildren()
  const made = createExtractPool({ spawn, size, limits: { killBytes: Infinity, recycleBytes: Infinity, ...limits } })
  pool = made
  const asked =
    (mimeType: string) =>
    (name: string, stop = signal) =>
      made.derive(request(name, mimeType), stop)
  return { children, messages, answers, derive: asked(long), deriveBrief: asked(brief), stats: made.stats }
}

describe('a document', () => {
  it('that hangs is stopped, costs itself only, and is not tried again', async () => {
    const { derive, children, stats } = start(1, { timeAllowed: () => 50 })
    const answers = await Promise.all([derive('a'), derive('hang'), derive('b')])
    expect(answers).toMatchObject([skipped, { status: 'failed', problem: 'timeout' }, skipped])
    expect(children.map((child) => child.seen)).toEqual([['a', 'hang'], ['b']])
    expect(children[0]?.killed).toBe(true)
    expect(stats()).toEqual({ done: 3, ended: 1, pending: 0 })
  })

  it('gets more time when it is large', async () => {
    const { derive } = start(1, { timeAllowed: (bytes) => (bytes > 0 ? 5_000 : 50) })
    expect(await derive('slow')).toEqual(skipped)
  })

  it('that ends its child is tried once more, alone in a fresh one', async () => {
    const { derive, children } = start()
    expect(await derive('crash once')).toEqual(skipped)
    expect(await derive('crash')).toMatchObject({ status: 'failed', problem: 'crashed' })
    expect(await derive('b')).toEqual(skipped)
    expect(children.map((child) => child.seen)).toEqual([['crash once'], ['crash once', 'crash'], ['crash'], ['b']])
  })

  it('that takes too much memory is stopped', async () => {
    const { derive } = start(1, { killBytes: 1, pollMs: 5 })
    expect(await derive('hang')).toMatchObject({ status: 'failed', problem: 'out-of-memory' })
  })

  it('whose reader throws is corrupt', async () => {
    expect(await start().derive('throw')).toMatchObject({ status: 'failed', problem: 'corrupt' })
  })
})

describe('brief documents', () => {
  it('travel together, up to eight, and what is long on its own', async () => {
    const { derive, deriveBrief, messages } = start()
    const names = Array.from({ length: 9 }, (_, i) => `${i}`)
    await Promise.all([...names.map((name) => deriveBrief(name)), derive('long'), deriveBrief('a'), deriveBrief('b')])
    expect(messages).toEqual([names.slice(0, 8), ['8'], ['long'], ['a', 'b']])
  })

  it.each(['hang', 'crash', 'throw'])('are read one by one where that fails: %s', async (bad) => {
    const { deriveBrief, messages, stats } = start(1, { timeAllowed: () => 50 })
    const answers = await Promise.all(['a', bad, 'b'].map((name) => deriveBrief(name)))
    expect(answers).toMatchObject([skipped, { status: 'failed' }, skipped])
    expect(messages[0]).toEqual(['a', bad, 'b'])
    expect(messages.slice(1).every((names) => names.length === 1)).toBe(true)
    expect(stats()).toMatchObject({ done: 3, pending: 0 })
  })

  it('of another signal do not travel with them, and go on when they are stopped', async () => {
    const { deriveBrief, messages } = start()
    const stop = new AbortController()
    const stopped = Promise.allSettled(['a', 'hang'].map((name) => deriveBrief(name, stop.signal)))
    const other = deriveBrief('b')
    setTimeout(() => stop.abort(), 20)
    expect((await stopped).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await other).toEqual(skipped)
    expect(messages).toEqual([['a', 'hang'], ['b']])
  })
})

describe('the pool', () => {
  it('holds on to no answer while its child lives', async () => {
    const { derive, children, answers } = start()
    for (let n = 0; n < 50; n++) await derive('fresh')
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    for (let n = 0; n < 3; n++) {
      collectGarbage()
      await new Promise((done) => setImmediate(done))
    }
    expect(children).toHaveLength(1)
    expect(answers.filter((answer) => answer.deref() !== undefined).length).toBeLessThan(5)
  })

  it('starts no child before there is work, and no more than it needs', async () => {
    const { derive, children } = start(3)
    expect(children).toHaveLength(0)
    await derive('a')
    await derive('b')
    expect(children).toHaveLength(1)
    await Promise.all([derive('c'), derive('d')])
    expect(children).toHaveLength(1)
  })

  it('starts another child when the one at work is held up', async () => {
    const { derive, children } = start(2)
    void derive('hang').catch(() => undefined)
    expect(await derive('a')).toMatchObject({ status: 'skipped' })
    expect(children.map(({ seen }) => seen)).toEqual([['hang'], ['a']])
  })

  it('keeps working beside a document that hangs', async () => {
    const { derive } = start(2, { timeAllowed: () => 400 })
    const hanging = derive('hang')
    expect(await Promise.all(Array.from({ length: 20 }, (_, i) => derive(`${i}`)))).toHaveLength(20)
    expect(await hanging).toMatchObject({ problem: 'timeout' })
  })

  it('is not held up again and again by the same document', async () => {
    const { derive } = start(2, { timeAllowed: () => 3_000 })
    const order: string[] = []
    const hanging = derive('hang').then(() => order.push('hang'))
    for (const name of 'abcdef') {
      await derive(name)
      order.push(name)
      // The next one comes when the child that read it has nothing left to do.
      await new Promise((done) => setImmediate(done))
    }
    await hanging
    expect(order).toEqual([...'abcdef', 'hang'])
  })

  it('replaces a child after so many documents', async () => {
    const { derive, children } = start(1, { recycleDocuments: 2 })
    for (const name of 'abcde') await derive(name)
    expect(children.map((child) => child.seen.length)).toEqual([2, 2, 1])
  })

  it('ends a child that has had no work for a while', async () => {
    const { derive, children } = start(1, { idleMs: 10 })
    await derive('a')
    await expect.poll(() => children[0]?.killed).toBe(true)
    expect(await derive('b')).toEqual(skipped)
  })

  it('starts no child once it is closed, whatever was under way', async () => {
    const { derive, deriveBrief, children } = start()
    const hanging = derive('hang')
    const waiting = [deriveBrief('a'), deriveBrief('b')]
    await expect.poll(() => children[0]?.seen).toEqual(['hang'])
    pool?.close()
    expect(await Promise.all([hanging, ...waiting])).toMatchObject(Array(3).fill({ status: 'failed', problem: 'crashed' }))
    expect(children).toHaveLength(1)
  })

  it('gives up at once when told to', async () => {
    const { derive, children } = start()
    const stop = new AbortController()
    const hanging = derive('hang', stop.signal)
    const waiting = derive('a', stop.signal)
    setTimeout(() => stop.abort(), 20)
    await expect(hanging).rejects.toThrow()
    await expect(waiting).rejects.toThrow()
    expect(children[0]?.killed).toBe(true)
    expect(await derive('b')).toEqual(skipped)
  })
})
