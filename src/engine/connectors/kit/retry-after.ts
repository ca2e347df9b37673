/** Longer pauses are not believed: a day. */
const longestMs = 24 * 3_600_000

/**
 * How long an answer asks to wait, in ms; null when it does not say. `Retry-After` comes as seconds or as an HTTP date
 * (RFC 9110 §10.2.3), which is compared with the server's own clock where it tells it. `RateLimit-Reset` (seconds) can
 * make it longer, as Microsoft Graph wants it; `X-RateLimit-Reset` (a date, or seconds since 1970) only stands in for a
 * missing `Retry-After`, as one of Atlassian's gateways needs it.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const serverNow = parseDate(headers.get('date')) ?? now
  const told = secondsOrDate(headers.get('retry-after'), serverNow)
  const reset = secondsOrDate(headers.get('ratelimit-reset'), serverNow)
  const waits = [told, reset].filter((ms) => ms !== null)
  const ms = waits.length > 0 ? Math.max(...waits) : instant(headers.get('x-ratelimit-reset'), serverNow)
  return ms === null ? null : Math.min(longestMs, Math.max(0, Math.round(ms)))
}

const number = /^\d+(\.\d+)?$/

function secondsOrDate(value: string | null, now: number): number | null {
  if (value === null) return null
  const text = value.trim()
  if (number.test(text)) return Number(text) * 1_000
  const date = parseDate(text)
  return date === null ? null : date - now
}

function instant(value: string | null, now: number): number | null {
  if (value === null) return null
  const text = value.trim()
  if (!number.test(text)) return secondsOrDate(text, now)
  // Some services send seconds to go under the same name; those are small numbers.
  return Number(text) > 1e9 ? Number(text) * 1_000 - now : Number(text) * 1_000
}

function parseDate(value: string | null): number | null {
  const at = value === null ? Number.NaN : Date.parse(value)
  return Number.isNaN(at) ? null : at
}
