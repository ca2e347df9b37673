import { expect, test, vi } from 'vitest'
import { type Channel, type Handler, serveChannel } from '../../shared/rpc.ts'
import { createConnection } from './connection.ts'
import { Refused } from './transport.ts'

/** An engine that greets with `name`, and both ends of a channel to it. */
function engine(name: string) {
  const closers: (() => void)[] = []
  const end = (): Channel & { readonly deliver: (message: never) => void } => {
    const listeners: ((message: never) => void)[] = []
    return {
      deliver: (message) => {
        for (const listener of listeners) listener(message)
      },
      post: () => {},
      onMessage: (listener) => void listeners.push(listener as (message: never) => void),
      onClose: (listener) => void closers.push(listener),
      close: () => {},
    }
  }
  const here = end()
  const there = end()
  let announce: Parameters<Handler['subscribe']>[0] = () => {}
  here.post = (message) => queueMicrotask(() => there.deliver(message as never))
  there.post = (message) => queueMicrotask(() => here.deliver(message as never))
  const handler: Handler = {
    handle: async () => ({ version: name }),
    subscribe: (listener) => {
      announce = listener
      return () => {}
    },
  }
  serveChannel(there, handler, 'web')
  return {
    channel: here,
    announce: (source: string) => announce('sources.changed', { source }),
    die: () => {
      for (const closer of closers) closer()
    },
  }
}

test('a window outlives its engine: calls and events go to the next one', async () => {
  const engines = [engine('first'), engine('second')]
  let opened = 0
  const connection = createConnection(async () => engines[opened++]!.channel)
  const heard: string[] = []
  connection.on('sources.changed', ({ source }) => heard.push(source))
  await vi.waitFor(() => expect(connection.state()).toBe('ready'))
  expect(await connection.call('engine.info', {})).toMatchObject({ version: 'first' })
  engines[0]!.announce('one')
  await vi.waitFor(() => expect(heard).toEqual(['one']))

  engines[0]!.die()
  expect(connection.state()).toBe('reconnecting')
  await expect(connection.call('engine.info', {})).rejects.toMatchObject({ code: 'engine-gone' })

  await vi.waitFor(() => expect(connection.state()).toBe('ready'))
  expect(await connection.call('engine.info', {})).toMatchObject({ version: 'second' })
  engines[1]!.announce('two')
  await vi.waitFor(() => expect(heard).toEqual(['one', 'two']))
})

test('a host that is not there yet is tried again', async () => {
  let tries = 0
  const connection = createConnection(async () => {
    if (++tries < 2) throw new Error('not yet')
    return engine('late').channel
  })
  await vi.waitFor(() => expect(connection.state()).toBe('ready'), 5_000)
  expect(tries).toBe(2)
})

test('a channel that leads nowhere is given up for the next one', { timeout: 15_000 }, async () => {
  const deaf: Channel = { post: () => {}, onMessage: () => {}, onClose: () => {}, close: () => {} }
  let tries = 0
  const connection = createConnection(async () => (++tries === 1 ? deaf : engine('second').channel))
  await vi.waitFor(() => expect(connection.state()).toBe('ready'), 10_000)
  expect(await connection.call('engine.info', {})).toMatchObject({ version: 'second' })
  expect(tries).toBe(2)
})

test('a refused window stays refused', async () => {
  let tries = 0
  const connection = createConnection(async () => {
    tries++
    throw new Refused()
  })
  await vi.waitFor(() => expect(connection.state()).toBe('refused'))
  await new Promise((done) => setTimeout(done, 500))
  expect(tries).toBe(1)
})
