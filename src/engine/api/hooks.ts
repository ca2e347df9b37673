import { MagpieError } from '../../shared/problem.ts'
import { isListening } from '../hooks/listening.ts'
import { newSecret } from '../hooks/signature.ts'
import type { Parts } from '../parts.ts'
import { addHook, hookSecret, listHooks, removeHook } from '../store/hooks.ts'
import { readSettings } from '../store/settings.ts'
import { findSource } from '../store/sources.ts'
import type { Handlers } from './handlers.ts'

export const hookHandlers: Handlers<'hooks.get' | 'hooks.set' | 'hooks.receive'> = {
  'hooks.get': async (parts) => {
    const { hooksPort: port } = readSettings(parts.store)
    const hooks = listHooks(parts.store).map((hook) => ({ ...hook, url: urlOf(parts, hook.source) }))
    return { port, listening: hooks.length > 0 && (await isListening(port)), hooks }
  },
  'hooks.set': (parts, { source, on }) => {
    if (findSource(parts.store, source) === null) throw new MagpieError('source-unknown', { id: source })
    if (!on) {
      if (removeHook(parts.store, source)) parts.announce('hooks.changed', {})
      return { url: null, secret: null }
    }
    if (hookSecret(parts.store, source) !== null) return { url: urlOf(parts, source), secret: null }
    const secret = newSecret()
    addHook(parts.store, source, secret, new Date())
    parts.announce('hooks.changed', {})
    return { url: urlOf(parts, source), secret }
  },
  'hooks.receive': (parts, call) => ({ will: parts.receiveHook(call) }),
}

const urlOf = (parts: Parts, source: string) => `http://127.0.0.1:${readSettings(parts.store).hooksPort}/hooks/${source}`
