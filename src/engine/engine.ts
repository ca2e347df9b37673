import { type Caller, type CallName, type CallParams, callers, calls, type Events } from '../shared/api.ts'
import { MagpieError } from '../shared/problem.ts'
import type { Handler } from '../shared/rpc.ts'
import { handlers } from './api/handlers.ts'
import type { EngineOptions } from './index.ts'
import { createParts } from './parts.ts'

/** The engine behind every host: parses and permits each call, then answers it. The sole writer of the home. */
export async function createEngine(options: EngineOptions): Promise<Handler & { close(): Promise<void> }> {
  const listeners = new Set<(name: keyof Events, event: Events[keyof Events]) => void>()
  const parts = await createParts(options, (name, event) => {
    for (const listener of listeners) listener(name, event)
  })
  return {
    handle: async (name, input, caller) => {
      const call = permitted(name, caller)
      const parsed = calls[call].safeParse(input)
      if (!parsed.success) throw new MagpieError('bad-request', { call, detail: parsed.error.issues[0]?.message ?? '' })
      return answer(parts, call, parsed.data)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => parts.close(),
  }
}

function permitted(name: string, caller: Caller): CallName {
  if (!Object.hasOwn(calls, name)) throw new MagpieError('bad-request', { call: name, detail: 'no such call' })
  const call = name as CallName
  const allowed = callers[call]
  if (allowed !== undefined && !allowed.includes(caller)) throw new MagpieError('not-allowed', { call, caller })
  return call
}

async function answer<K extends CallName>(parts: Awaited<ReturnType<typeof createParts>>, call: K, params: unknown) {
  try {
    return await handlers[call](parts, params as CallParams<K>)
  } catch (error) {
    if (!(error instanceof MagpieError)) parts.log.error({ call, error }, 'a call failed')
    throw error
  }
}
