import { expect, it } from 'vitest'
import { createLanes, type Room, type Urgency } from './lanes.ts'

let shows = 0
const lanesFor = (sourcesAtOnce: number) => createLanes({ sourcesAtOnce, now: () => new Date(shows) })
const soon = () => new Promise((done) => setImmediate(done))

it('does one thing at a time per source, in order, and few sources at once', async () => {
  const lanes = lanesFor(2)
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
  const lanes = lanesFor(2)
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
  const lanes = lanesFor(1)
  await expect(lanes.enter('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await lanes.enter('a', async () => 'works')).toBe('works')
})

/** A job that makes way after every step, and says what it does. */
const steps = (name: string, count: number, said: string[]) => async (signal: AbortSignal, room: Room) => {
  for (let n = 1; n <= count; n++) {
    await soon()
    said.push(`${name}${n}`)
    await room.makeWay(signal)
  }
}

it('begins with what a person waits for, then what is new, then what is small', async () => {
  const lanes = lanesFor(1)
  const begun: string[] = []
  const first = lanes.enter('running', soon)
  const enter = (urgency: Urgency) =>
    lanes.enter(
      urgency,
      async () => void begun.push(urgency),
      () => urgency,
    )
  await Promise.all([first, enter('other'), enter('small'), enter('new'), enter('asked')])
  expect(begun).toEqual(['asked', 'new', 'small', 'other'])
})

it('lets a small source in between the steps of a huge one, and goes on with that after', async () => {
  const lanes = lanesFor(1)
  const said: string[] = []
  const huge = lanes.enter('huge', steps('huge', 4, said), () => 'other')
  await soon()
  await soon()
  const small = lanes.enter('small', steps('small', 2, said), () => 'small')
  await Promise.all([huge, small])
  expect(said.join(' ')).toMatch(/^(huge\d )+small1 small2 (huge\d ?)+$/)
})

it('goes no slower for a person who joins what had to wait', async () => {
  const lanes = lanesFor(1)
  let urgency: Urgency = 'other'
  const begun: string[] = []
  const first = lanes.enter('running', soon)
  const others = ['b', 'c'].map((name) =>
    lanes.enter(
      name,
      async () => void begun.push(name),
      () => 'small',
    ),
  )
  const joined = lanes.enter(
    'd',
    async () => void begun.push('d'),
    () => urgency,
  )
  urgency = 'asked'
  await Promise.all([first, ...others, joined])
  expect(begun[0]).toBe('d')
})

it('shares among huge sources in turns, so that none waits for ever', async () => {
  const lanes = lanesFor(1)
  const said: string[] = []
  const job = (name: string) =>
    lanes.enter(name, async (signal, room) => {
      for (let n = 0; n < 6; n++) {
        await soon()
        shows += 10_000
        said.push(name)
        await room.makeWay(signal)
      }
    })
  await Promise.all([job('a'), job('b')])
  expect(said.join('')).toMatch(/^a+b+a+b+/)
})

it('never keeps a person waiting for what has waited long', async () => {
  const lanes = lanesFor(1)
  const said: string[] = []
  const asked = lanes.enter('asked', steps('asked', 3, said), () => 'asked')
  const other = lanes.enter('other', steps('other', 1, said))
  shows += 10 * 3_600_000
  await Promise.all([asked, other])
  expect(said).toEqual(['asked1', 'asked2', 'asked3', 'other1'])
})

it('can be stopped while it has made way', async () => {
  const lanes = lanesFor(1)
  const stop = new AbortController()
  let ended = () => {}
  const blocker = () =>
    new Promise<void>((done) => {
      ended = done
    })
  const waits = lanes.enter('huge', async (_signal, room) => {
    await soon()
    await room.makeWay(stop.signal)
  })
  const small = lanes.enter('small', blocker, () => 'small')
  await soon()
  await soon()
  stop.abort(new Error('stopped'))
  await expect(waits).rejects.toThrow('stopped')
  ended()
  await small
  expect(await lanes.enter('after', async () => 'there is room')).toBe('there is room')
})

it('stops what goes on by itself and leaves what a person asked for', async () => {
  const lanes = lanesFor(2)
  const job = (signal: AbortSignal) =>
    new Promise<string>((done) => {
      signal.addEventListener('abort', () => done('stopped'))
      if (signal.aborted) done('stopped')
      setImmediate(() => setImmediate(() => done('finished')))
    })
  const byItself = lanes.enter('a', job, () => 'small')
  const asked = lanes.enter('a', job, () => 'asked')
  await soon()
  await lanes.stopUnasked('a')
  expect(await Promise.all([byItself, asked])).toEqual(['stopped', 'finished'])
})

it('lets a person go before what has waited long', async () => {
  const lanes = lanesFor(1)
  const begun: string[] = []
  let end = () => {}
  const first = lanes.enter('running', () => new Promise<void>((done) => (end = done)))
  const other = lanes.enter('other', async () => void begun.push('other'))
  await soon()
  shows += 10 * 3_600_000
  const asked = lanes.enter(
    'asked',
    async () => void begun.push('asked'),
    () => 'asked',
  )
  await soon()
  end()
  await Promise.all([first, other, asked])
  expect(begun).toEqual(['asked', 'other'])
})
