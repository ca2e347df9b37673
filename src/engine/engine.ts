import { type Caller, type CallName, type CallParams, callers, calls, type Events } from '../shared/api.ts'
import { MagpieError } from '../shared/problem.ts'
import type { Handler } from '../shared/rpc.ts'
import { handlers } from './api/handlers.ts'
import type { EngineOptions } from './index.ts'
import { type Announce, createParts, type Parts, type Reopen } from './parts.ts'

/** The engine behind every host: parses and permits each call, then answers it. The sole writer of the home. */
export async function createEngine(options: EngineOptions): Promise<Handler & { close(): Promise<void> }> {
  const listeners = new Set<(name: keyof Events, event: Events[keyof Events]) => void>()
  const announce: Announce = (name, event) => {
    for (const listener of listeners) listener(name, event)
  }
  /** Ends all work, changes the home's files, and begins anew. Calls that come meanwhile wait for it. */
  const reopen: Reopen = async (change) => {
    const before = await ready
    let undo: (() => void) | undefined
    const next = before
      .close()
      .then(() => {
        undo = change()
        return createParts(options, announce, reopen)
      })
      .catch((error: unknown) => {
        undo?.()
        return createParts(options, announce, reopen).then((parts) => {
          parts.log.error({ error }, 'the index could not be replaced; it is the one from before')
          failed = error
          return parts
        })
      })
    let failed: unknown
    ready = next
    await next
    announce('sources.changed', { source: '' })
    announce('index.changed', { source: '' })
    announce('alerts.changed', { told: null })
    if (failed !== undefined) throw failed
  }
  let ready: Promise<Parts> = createParts(options, announce, reopen)
  await ready
  return {
    handle: async (name, input, caller) => {
      const call = permitted(name, caller)
      const parsed = calls[call].safeParse(input)
      if (!parsed.success) throw new MagpieError('bad-request', { call, detail: parsed.error.issues[0]?.message ?? '' })
      return answer(await ready, call, parsed.data)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => (await ready).close(),
  }
}

function permitted(name: string, caller: Caller): CallName {
  if (!Object.hasOwn(calls, name)) throw new MagpieError('bad-request', { call: name, detail: 'no such call' })
  const call = name as CallName
  const allowed = callers[call]
  if (allowed !== undefined && !allowed.includes(caller)) throw new MagpieError('not-allowed', { call, caller })
  return call
}

async function answer<K extends CallName>(parts: Parts, call: K, params: unknown) {
  try {
    return await handlers[call](parts, params as CallParams<K>)
  } catch (error) {
    if (!(error instanceof MagpieError)) parts.log.error({ call, error }, 'a call failed')
    throw error
  }
}
