import { expect, it } from 'vitest'
import type { Client } from '../shared/api.ts'
import type { SignInState } from '../shared/sign-in.ts'
import { attemptFrom } from './browser-sign-in.ts'
import type { Session } from './session.ts'

/** A session whose engine says these things of the sign-in, one after another. */
function sessionThatSays(...states: readonly SignInState[]) {
  const asked: { readonly name: string; readonly input: unknown }[] = []
  const told: string[] = []
  const rest = [...states]
  const call = async (name: string, input: unknown) => {
    asked.push({ name, input })
    return name === 'signIn.begin' ? { attempt: 'a1', url: 'https://service.test/authorize', code: 'ABCD-EFGH' } : rest.shift()
  }
  const session = { client: { call } as unknown as Client, progress: (text: string) => void told.push(text) } as unknown as Session
  return { session, asked, told }
}
const waiting: SignInState = { state: 'waiting', said: null }
const what = { connector: 'wiki', settings: {} }

it('shows where to go and what to type, and waits for the end', async () => {
  const { session, asked, told } = sessionThatSays(waiting, { state: 'done', said: null })
  expect(await attemptFrom(session, what, { device: true, clientId: 'own' })).toBe('a1')
  expect(told.join()).toMatch(/https:\/\/service\.test\/authorize[\s\S]*ABCD-EFGH/)
  expect(asked[0]).toEqual({ name: 'signIn.begin', input: { ...what, client: { id: 'own' }, device: true } })
})

it('takes the secret of an own app from the environment, and out of it', async () => {
  process.env.MAGPIE_TEST_SECRET = 'app secret'
  const { session, asked } = sessionThatSays({ state: 'done', said: null })
  await attemptFrom(session, what, { device: true, clientId: 'own', clientSecretEnv: 'MAGPIE_TEST_SECRET' })
  expect(asked[0]!.input).toMatchObject({ client: { id: 'own', secret: 'app secret' } })
  expect(process.env.MAGPIE_TEST_SECRET).toBeUndefined()
})

it('says why it failed', async () => {
  const { session } = sessionThatSays(waiting, { state: 'failed', said: { code: 'sign-in-denied', params: {} } })
  await expect(attemptFrom(session, what, { device: true })).rejects.toMatchObject({ code: 'sign-in-denied' })
})

it('does nothing when no browser is asked for', async () => {
  const { session, asked } = sessionThatSays()
  expect(await attemptFrom(session, what, {})).toBeUndefined()
  expect(asked).toEqual([])
})
