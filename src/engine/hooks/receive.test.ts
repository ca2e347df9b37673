import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { say } from '../../shared/messages/say.ts'
import { MagpieError } from '../../shared/problem.ts'
import { addHook, listHooks, removeHook } from '../store/hooks.ts'
import { keepDocuments } from '../store/remove-source.ts'
import { insertSource } from '../store/sources.ts'
import { openStore, type Store } from '../store/store.ts'
import { createHookReceiver, type HookCall } from './receive.ts'
import { newSecret, signatureOf } from './signature.ts'

const secret = newSecret()
let home: string
let store: Store
let source: string
let ms: number
let heard: string[]
let rests: boolean
let receive: ReturnType<typeof createHookReceiver>

const begin = () => {
  receive = createHookReceiver({
    store,
    now: () => new Date(ms),
    changed: (where, id) => {
      if (rests) throw new MagpieError('hook-waits', { why: 'paused' })
      heard.push(`${where} ${id}`)
      return 'reread'
    },
  })
}
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'magpie-hooks-'))
  store = openStore(home)
  source = insertSource(store, { connector: 'folder', name: 'Notes', account: '/notes', settings: {} }).id
  ms = Date.parse('2026-03-10T12:00:00Z')
  addHook(store, source, secret, new Date(ms))
  heard = []
  rests = false
  begin()
})
afterEach(() => {
  store.close()
  rmSync(home, { recursive: true })
})

const seconds = (off = 0) => String(Math.floor(ms / 1_000) + off)
function call(over: Partial<HookCall> & { readonly key?: string } = {}): HookCall {
  const { key = secret, ...rest } = over
  const { timestamp = seconds(), body = '{"id":"plan.md"}' } = rest
  return { source, timestamp, body, signature: `sha256=${signatureOf(key, timestamp, body).toString('hex')}`, ...rest }
}
const code = (what: HookCall) => {
  try {
    return receive(what)
  } catch (error) {
    if (error instanceof MagpieError) return error.code
    throw error
  }
}

it('follows a call that is signed with the secret', () => {
  expect(receive(call())).toBe('reread')
  expect(heard).toEqual([`${source} plan.md`])
  expect(listHooks(store)).toMatchObject([{ source, calls: 1, calledAt: new Date(ms).toISOString() }])
  expect(JSON.stringify(listHooks(store))).not.toContain(secret)
})

describe('tells nothing to whoever does not know the secret', () => {
  const strangers: Readonly<Record<string, () => HookCall>> = {
    'a wrong secret': () => call({ key: newSecret() }),
    'a source without a hook': () =>
      call({ source: insertSource(store, { connector: 'folder', name: 'Other', account: '/other', settings: {} }).id }),
    'a source that is not there': () => call({ source: 'folder-99' }),
    'another body': () => ({ ...call(), body: '{"id":"other.md"}' }),
    'another time': () => ({ ...call(), timestamp: seconds(1) }),
    'no signature': () => call({ signature: '' }),
    'half a signature': () => call({ signature: call().signature.slice(0, 40) }),
    'more than a signature': () => call({ signature: `${call().signature}00` }),
    'another algorithm': () => call({ signature: call().signature.replace('sha256', 'sha1') }),
    'an empty key': () => call({ key: '' }),
    'a wrong secret and an old time': () => call({ key: newSecret(), timestamp: seconds(-4_000) }),
    'a wrong secret and a broken body': () => call({ key: newSecret(), body: '{' }),
  }
  it.each(Object.entries(strangers))('%s', (_name, make) => {
    const stranger = make()
    expect(() => receive(stranger)).toThrow(expect.objectContaining({ code: 'hook-refused', params: {} }))
    expect(heard).toEqual([])
  })
})

it('refuses a call that is too old or too new, and says so to whoever can sign', () => {
  expect(code(call({ timestamp: seconds(-300) }))).toBe('reread')
  expect(code(call({ timestamp: seconds(300) }))).toBe('reread')
  expect(code(call({ timestamp: seconds(-301) }))).toBe('hook-late')
  expect(code(call({ timestamp: seconds(301) }))).toBe('hook-late')
  for (const timestamp of ['', 'now', '-1', '1e3', '9'.repeat(13), `${seconds()}.5`, ` ${seconds()}`])
    expect(code(call({ timestamp }))).toBe('hook-late')
  expect(say(new MagpieError('hook-late', { minutes: 5 }))).toContain('Set the clock')
})

it('refuses a replay, also after a restart, for as long as its time would be accepted', () => {
  const first = call({ timestamp: seconds(299) })
  expect(code(first)).toBe('reread')
  expect(code(first)).toBe('hook-replayed')
  begin()
  ms += 590_000
  expect(code(call())).toBe('reread')
  expect(code(first)).toBe('hook-replayed')
  ms += 20_000
  expect(code(first)).toBe('hook-late')
  expect(heard).toHaveLength(2)
})

it('forgets signatures whose time is over', () => {
  for (let n = 0; n < 5; n++) receive(call({ body: `{"id":"${n}"}` }))
  ms += 3_600_000
  receive(call())
  expect(store.db.prepare('select count(*) from hook_call').pluck().get()).toBe(1)
})

it('takes the same call again when it could not be followed the first time', () => {
  rests = true
  expect(code(call())).toBe('hook-waits')
  rests = false
  expect(code(call())).toBe('reread')
})

it.each(['', '{', '[]', 'null', '"plan.md"', '{"id":1}', '{"id":""}', '{"ID":"plan.md"}', `{"id":"${'x'.repeat(9_000)}"}`])(
  'refuses the body %s',
  (body) => {
    expect(code(call({ body }))).toBe('hook-unclear')
    expect(heard).toEqual([])
  },
)

it('reads what else a body holds for nothing: other senders add fields of their own', () => {
  expect(code(call({ body: '{"event":"saved","id":"a/b c.md","at":5}' }))).toBe('reread')
  expect(heard).toEqual([`${source} a/b c.md`])
})

it('slows a flood down, one source without the other', () => {
  const other = insertSource(store, { connector: 'folder', name: 'Other', account: '/other', settings: {} }).id
  const otherSecret = newSecret()
  addHook(store, other, otherSecret, new Date(ms))
  const codes = Array.from({ length: 80 }, (_, n) => code(call({ body: `{"id":"${n}"}` })))
  expect(codes.filter((one) => one === 'reread')).toHaveLength(60)
  expect(codes.at(-1)).toBe('hook-flooded')
  expect(code(call({ source: other, key: otherSecret }))).toBe('reread')
  ms += 1_000
  expect(code(call({ body: '{"id":"later"}' }))).toBe('reread')
})

it('is over when it is switched off or its source goes; a new secret makes the old one worthless', () => {
  removeHook(store, source)
  expect(code(call())).toBe('hook-refused')
  const fresh = newSecret()
  addHook(store, source, fresh, new Date(ms))
  expect(code(call())).toBe('hook-refused')
  expect(code(call({ key: fresh }))).toBe('reread')
  keepDocuments(store, source)
  expect(code(call({ key: fresh, body: '{"id":"after"}' }))).toBe('hook-refused')
  expect(listHooks(store)).toEqual([])
})
