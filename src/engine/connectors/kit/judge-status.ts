import { MagpieError } from '../../../shared/problem.ts'
import { type Answer, ConnectorError, type ConnectorType, type Judgement } from '../connector.ts'
import { isWebPage } from './expected.ts'
import { retryAfter } from './retry-after.ts'
import { offline, Trouble } from './trouble.ts'

export interface Judging {
  /** Names the request, as it may be logged. */
  readonly what: string
  readonly host: string
  readonly now: number
  /** Minutes that this computer's clock is wrong; null while it is right. */
  readonly skew: number | null
  readonly judge: ConnectorType['judge']
}

/** What an answer whose status is no success means: what the connector says, else what the status says. */
export function judgeStatus(answer: Answer, { what, host, now, skew, judge }: Judging): Trouble {
  const said = `${what} answered ${answer.status}`
  const told = retryAfter(answer.headers, now)
  const judged = judge?.(answer) ?? null
  if (judged === null && blocked.has(answer.status) && isWebPage(answer.headers.get('content-type'), answer.text))
    return new Trouble(offline(`${said} with a web page`, 'web-page-instead', host), { again: false })
  if (answer.status === 407) return new Trouble(offline(said, 'proxy-sign-in', host), { again: false })
  const { problem, retry, retryAfterMs = told ?? undefined } = judged ?? usual(answer.status, told)
  const wrongClock = (problem === 'sign-in' || problem === 'forbidden') && skew !== null
  const error = new ConnectorError(problem, said, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(wrongClock ? { cause: new MagpieError('clock-wrong', { minutes: skew }) } : {}),
  })
  const passing = problem === 'rate-limited' || problem === 'offline'
  const again = retry ?? passing
  return new Trouble(error, { again, pauseMs: problem === 'rate-limited' ? (retryAfterMs ?? null) : null, server: problem === 'offline' })
}

/** A proxy or a network's sign-in page that refuses in place of the service says nothing about a document. */
const blocked = new Set([403, 404, 410, 451])

function usual(status: number, told: number | null): Judgement {
  if (status === 401) return { problem: 'sign-in' }
  if (status === 403 || status === 451) return { problem: 'forbidden' }
  if (status === 404 || status === 410) return { problem: 'not-found' }
  if (status === 429 || status === 509 || status === 529 || (status === 503 && told !== null)) return { problem: 'rate-limited' }
  if (status === 408 || status === 425 || status >= 500) return { problem: 'offline' }
  return { problem: 'unreadable' }
}
