import { expect, it } from 'vitest'
import { asTheyFinish } from './as-they-finish.ts'

const never = new AbortController().signal
const until = (signal: AbortSignal) => new Promise<void>((done) => signal.addEventListener('abort', () => done()))

it('does not let a slow item hold back the others, and works on no more at once than it may', async () => {
  let underWay = 0
  let most = 0
  let finishSlow = () => {}
  const slow = new Promise<void>((done) => {
    finishSlow = done
  })
  const work = async (item: number) => {
    most = Math.max(most, ++underWay)
    await (item === 0 ? slow : new Promise((done) => setImmediate(done)))
    underWay--
    return item
  }
  const order: number[] = []
  for await (const item of asTheyFinish([0, 1, 2, 3, 4, 5], () => 3, work, never)) {
    order.push(item)
    if (order.length === 5) finishSlow()
  }
  expect(order).toEqual([1, 2, 3, 4, 5, 0])
  expect(most).toBe(3)
})

it('tells what is under way to stop, and waits for it, when the caller leaves', async () => {
  const ended: number[] = []
  const work = async (item: number, signal: AbortSignal) => {
    if (item > 0) {
      await until(signal)
      await new Promise((done) => setTimeout(done, 5))
      ended.push(item)
    }
    return item
  }
  for await (const item of asTheyFinish([0, 1, 2, 3], () => 3, work, never)) if (item === 0) break
  expect(ended).toEqual([1, 2])
})

it('passes on what goes wrong, after the others have ended', async () => {
  const ended: number[] = []
  const work = async (item: number, signal: AbortSignal) => {
    if (item === 1) throw new Error('broken')
    await until(signal)
    ended.push(item)
    return item
  }
  const all = async () => {
    for await (const _ of asTheyFinish([0, 1, 2], () => 2, work, never));
  }
  await expect(all()).rejects.toThrow('broken')
  expect(ended).toEqual([0])
})

it('begins nothing once it is aborted', async () => {
  const begun: number[] = []
  const stop = new AbortController()
  const work = async (item: number) => {
    begun.push(item)
    stop.abort(new Error('stopped'))
    return item
  }
  const all = async () => {
    for await (const _ of asTheyFinish([0, 1, 2], () => 1, work, stop.signal));
  }
  await expect(all()).rejects.toThrow('stopped')
  expect(begun).toEqual([0])
})
