import { createBirpc } from 'birpc'
import type { Derived } from '../shared/derived.ts'
import { childArgs, parentChannel } from './child-channel.ts'
import { deriveDocument } from './derive-document.ts'
import { lockDown } from './extract/lock-down.ts'
import type { ChildSide, PoolSide, WireDerived } from './extract/wire.ts'

const { scratch } = childArgs<{ readonly scratch?: string }>()
lockDown(scratch)
// Readers talk to themselves about odd files.
console.log = console.info = console.warn = console.error = () => undefined

/** Fewer bytes earn no time worth a message of their own. */
const worthTelling = 262_144

const channel = parentChannel()
const rpc = createBirpc<PoolSide, ChildSide>(
  {
    derive: async (request) =>
      withoutPassages(
        await deriveDocument(request, (bytes, pages) => {
          if (bytes > worthTelling || pages > 0) void rpc.advanced(bytes, pages)
        }),
      ),
  },
  {
    post: (message) => channel.post(message),
    on: (listener) => channel.onMessage(listener),
    eventNames: ['advanced'],
    timeout: -1,
  },
)

function withoutPassages(derived: Derived): WireDerived {
  if (derived.status !== 'ok') return derived
  return { ...derived, chunks: derived.chunks.map(({ passage: _passage, ...chunk }) => chunk) }
}
