import { expect, it } from 'vitest'
import { createLanes } from './lanes.ts'

const soon = () => new Promise((done) => setImmediate(done))

it('does one thing at a time per source, in order, and few sources at once', async () => {
  const lanes = createLanes(2)
  const running = new Set<string>()
  let most = 0
  const done: string[] = []
  const job = (source: string, name: string) =>
    lanes.enter(source, async () => {
      expect(running.has(source)).toBe(false)
      running.add(source)
      most = Math.max(most, running.size)
      await soon()
      running.delete(source)
      done.push(name)
    })
  await Promise.all([job('a', 'a1'), job('a', 'a2'), job('b', 'b1'), job('c', 'c1'), job('c', 'c2')])
  expect(most).toBe(2)
  expect(done.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2'])
  expect(done).toHaveLength(5)
  expect(lanes.isBusy('a')).toBe(false)
})

it('stops what a source does and what waits behind it, and takes new work after', async () => {
  const lanes = createLanes(2)
  const obedient = (signal: AbortSignal) =>
    new Promise<string>((done) => {
      if (signal.aborted) return done('never begun')
      signal.addEventListener('abort', () => done('stopped'))
    })
  const first = lanes.enter('a', obedient)
  const second = lanes.enter('a', obedient)
  await soon()
  const stopped = lanes.stop('a')
  const third = lanes.enter('a', async (signal) => (signal.aborted ? 'never begun' : 'works'))
  await stopped
  expect([await first, await second, await third]).toEqual(['stopped', 'never begun', 'works'])
})

it('goes on after a job that failed', async () => {
  const lanes = createLanes(1)
  await expect(lanes.enter('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await lanes.enter('a', async () => 'works')).toBe('works')
})
