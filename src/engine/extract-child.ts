import { createBirpc } from 'birpc'
import type { Derived } from '../shared/derived.ts'
import { childArgs, parentChannel } from './child-channel.ts'
import { deriveDocument } from './derive-document.ts'
import { lockDown } from './extract/lock-down.ts'
import type { ChildSide, PoolSide } from './extract/wire.ts'

const { scratch } = childArgs<{ readonly scratch?: string }>()
lockDown(scratch)
// Readers talk to themselves about odd files.
console.log = console.info = console.warn = console.error = () => undefined

/** Fewer bytes earn no time worth a message of their own. */
const worthTelling = 262_144

const tell = (bytes: number, pages: number) => {
  if (bytes > worthTelling || pages > 0) void rpc.advanced(bytes, pages)
}

const channel = parentChannel()
const rpc = createBirpc<PoolSide, ChildSide>(
  {
    derive: async (requests) => {
      const answers: Derived[] = []
      for (const request of requests) answers.push(await deriveDocument(request, tell))
      return answers
    },
  },
  {
    post: (message) => channel.post(message),
    on: (listener) => channel.onMessage(listener),
    eventNames: ['advanced'],
    timeout: -1,
  },
)
