import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Credential, Host } from '../connector.ts'
import { authorizedFetch } from './authorized-fetch.ts'
import { createHost } from './host.ts'
import { json, type Loopback, startLoopback, status } from './loopback.fixture.ts'
import { createTestNetwork, failureOf, type TestNetwork } from './traffic.fixture.ts'

let server: Loopback
let network: TestNetwork
let good: string

beforeEach(async () => {
  network = createTestNetwork()
  good = 'new'
  server = await startLoopback((response, asked, request) =>
    (asked.headers.authorization === `Bearer ${good}` ? json({ ok: true }) : status(401))(response, asked, request),
  )
})
afterEach(async () => {
  await network.close()
  await server.close()
})

const log = { info: () => {}, warn: () => {} }
const fetchWith = (credential: Host['credential']) =>
  authorizedFetch(
    createHost({ traffic: network.of(), credential, log, now: () => new Date() }),
    (one): Record<string, string> => (one.kind === 'bearer' ? { authorization: `Bearer ${one.token}` } : {}),
  )
const token = (text: string): Credential => ({ kind: 'bearer', token: text })

it('exchanges a token that the service refuses, once', async () => {
  const fetch = fetchWith(async (refused) => token(refused === undefined ? 'old' : 'new'))
  expect(await (await fetch(server.url, { headers: { accept: 'application/json' } })).json()).toEqual({ ok: true })
  expect(server.asked.map(({ headers }) => [headers.authorization, headers.accept])).toEqual([
    ['Bearer old', 'application/json'],
    ['Bearer new', 'application/json'],
  ])
})

it('does not go on when the other one is refused, too', async () => {
  good = 'none'
  const fetch = fetchWith(async (refused) => token(refused === undefined ? 'old' : 'new'))
  expect(await failureOf(fetch(server.url))).toMatchObject({ problem: 'sign-in' })
  expect(server.asked.length).toBe(2)
})

it('asks once where there is only one', async () => {
  expect(await failureOf(fetchWith(async () => token('old'))(server.url))).toMatchObject({ problem: 'sign-in' })
  expect(await failureOf(fetchWith(async () => ({ kind: 'none' }))(server.url))).toMatchObject({ problem: 'sign-in' })
  expect(server.asked.length).toBe(2)
})

it('hands on every other problem as it is', async () => {
  server.always = status(403)
  expect(await failureOf(fetchWith(async () => token('new'))(server.url))).toMatchObject({ problem: 'forbidden' })
  expect(server.asked.length).toBe(1)
})
