import { type FakeService, startFakeService } from '../kit/fake-service.fixture.ts'
import { createAnswers, type FakeManners, refuse } from './fake/answers.ts'
import type { Check } from './fake/checks.ts'
import { createFakeFiles } from './fake/files.ts'
import { createObjects } from './fake/objects.ts'
import { createPaging, type Paging } from './fake/paging.ts'
import { createFakeSignIn, type FakeSignIn } from './fake/sign-in.ts'
import { createWorkspace, type FakeWorkspace } from './fake/workspace.ts'

/** A Notion of one's own, on loopback: what its API documents, with the limits and moods it documents. */
export interface FakeNotion extends FakeService {
  readonly workspace: FakeWorkspace
  readonly manners: FakeManners
  readonly paging: Paging
  readonly signIn: FakeSignIn
  /** Requests that each token may make in a minute. */
  perMinute: number
  /** What was said or asked that Notion would not. */
  readonly violations: string[]
  /** Edits get this time until it is taken back, ms since 1970. */
  frozen: number | null
}

export const goodToken = 'ntn_fake0123456789abcdefghijklmnopqrstuvwxyz'

/** `now` is the service's clock, ms since 1970. `check` hears every exchange. */
export async function startFakeNotion(now: () => number = Date.now, check?: Check): Promise<FakeNotion> {
  const clock = () => notion?.frozen ?? now()
  let notion: FakeNotion | undefined
  const workspace = createWorkspace(clock)
  const objects = createObjects(workspace)
  const paging = createPaging()
  const manners: FakeManners = {
    content: true,
    comments: true,
    people: true,
    searchLagMs: 0,
    unsearchable: new Set(),
    unrendered: new Set(),
  }
  const answer = createAnswers(workspace, objects, paging, manners)
  const signIn = createFakeSignIn(goodToken)
  const files = createFakeFiles(workspace)
  const windows = new Map<string, { readonly from: number; count: number }>()

  const service = await startFakeService((method, url, body, headers) => {
    const date = { date: new Date(now()).toUTCString() }
    const dated = <T extends { readonly headers?: Readonly<Record<string, string>> }>(said: T) => ({
      ...said,
      headers: { ...date, ...said.headers },
    })
    if (url.pathname.startsWith('/v1/oauth/')) return dated(signIn.answer(method, url, body, headers))
    const file = files.answer(url, headers)
    if (file !== null) return dated(file)
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    if (token === undefined || !signIn.isGood(token)) return dated(refuse(401, 'unauthorized', 'API token is invalid.'))
    const version = headers['notion-version']
    if (version === undefined) return dated(refuse(400, 'missing_version', 'Notion-Version header failed validation: should be defined.'))
    if (version !== '2026-03-11')
      return dated(refuse(400, 'validation_error', `Notion-Version header failed validation: "${version}" is not a version of this fake.`))
    const window = windows.get(token)
    const at = now()
    if (window === undefined || at - window.from >= 60_000) windows.set(token, { from: at, count: 1 })
    else if (++window.count > notion!.perMinute) {
      const wait = String(Math.ceil((window.from + 60_000 - at) / 1_000))
      const said = refuse(429, 'rate_limited', 'You have been rate limited. Please try again in a few minutes.', {
        additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: wait },
      })
      return dated({ ...said, headers: { 'retry-after': wait } })
    }
    const { body: told, ...rest } = answer(method, url, body)
    const said = { ...rest, body: files.signed(told, notion!.url) }
    notion!.violations.push(...(check?.(method, url, body, said.status, said.body) ?? []))
    return dated(said)
  })
  notion = Object.assign(service, { workspace, manners, paging, signIn, violations: [], perMinute: 180, frozen: null })
  return notion
}
