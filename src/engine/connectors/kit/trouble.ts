import type { ErrorCode } from '../../../shared/problem.ts'
import { MagpieError } from '../../../shared/problem.ts'
import { ConnectorError } from '../connector.ts'
import { RefusedRedirect } from './redirects.ts'

/** One attempt that gave no answer to work with, and what can be done about it. */
export class Trouble extends Error {
  override readonly name = 'Trouble'
  /** What it is for whoever asked, if nothing can be done. */
  readonly error: ConnectorError
  /** Whether asking again may help. */
  readonly again: boolean
  /** How long the service told us to leave it alone, in ms; null when it did not. */
  readonly pauseMs: number | null
  /** Whether it speaks of a server that is in trouble, rather than of this one request. */
  readonly server: boolean

  constructor(error: ConnectorError, how: { readonly again: boolean; readonly pauseMs?: number | null; readonly server?: boolean }) {
    super(error.message, { cause: error })
    this.error = error
    this.again = how.again
    this.pauseMs = how.pauseMs ?? null
    this.server = how.server ?? false
  }
}

/** `offline`, with a sentence that tells a person more than that. */
export const offline = (message: string, code: ErrorCode, host: string, cause?: unknown): ConnectorError =>
  new ConnectorError('offline', message, { cause: new MagpieError(code, { host }, cause) })

/** What went wrong before an answer was complete. `what` names the request, as it may be logged. */
export function networkTrouble(what: string, host: string, error: unknown): Trouble {
  const chain = causes(error)
  const refused = chain.find((one) => one instanceof RefusedRedirect)
  if (refused !== undefined) return new Trouble(offline(refused.message, 'web-page-instead', host, error), { again: false })
  const codes = chain.flatMap((one) => ('code' in one && typeof one.code === 'string' ? [one.code] : []))
  const code = codes[0] ?? 'no answer'
  if (chain.some((one) => /Proxy (response \(407\)|Authentication Required)/.test(one.message)))
    return new Trouble(offline(`${what}: the proxy wants a sign-in`, 'proxy-sign-in', host, error), { again: false })
  if (codes.some((one) => untrusted.has(one)))
    return new Trouble(offline(`${what}: its certificate is not trusted (${code})`, 'certificate-untrusted', host, error), { again: false })
  if (codes.some((one) => untimely.has(one)))
    return new Trouble(offline(`${what}: its certificate is not valid now (${code})`, 'certificate-expired', host, error), { again: false })
  if (codes.some((one) => one === 'ERR_TLS_CERT_ALTNAME_INVALID' || one === 'ERR_SSL_WRONG_VERSION_NUMBER' || one === 'EPROTO'))
    return new Trouble(offline(`${what}: something else answers there (${code})`, 'web-page-instead', host, error), { again: false })
  return new Trouble(new ConnectorError('offline', `${what}: ${code}`, { cause: error }), { again: true, server: true })
}

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
])
const untimely = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/** An error, what caused it, and what that hides: connecting to several addresses fails with all of their errors. */
function causes(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return []
  const inside = error instanceof AggregateError ? error.errors : []
  return [error, ...inside.flatMap(causes), ...causes(error.cause)]
}
