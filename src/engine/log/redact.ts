/** What stands where a secret was. */
const removed = '[removed]'

/** Longest text and deepest nesting of one entry; a log is read by people. */
const longestText = 4_000
const deepest = 6
const mostItems = 50

/** Names whose values are never written, whatever they hold. `tokens` are counted, `token` is a secret. */
const secretName =
  /pass(word|phrase|wd|code)?$|^pwd$|secret|authori[sz]ation|cookie|(api|access|private|shared|account|signing)[-_]?key|credential|signature|^sig$|token(?!s($|[A-Z_]))|bearer|session[-_]?id|one[-_]?time/i

/**
 * A copy of what is to be logged without secrets: values of telling names, user info and queries of addresses, headers of
 * authorisation, and what has the shape of a known kind of token. Errors become their name, message, code and cause.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (value === null || typeof value !== 'object') return value
  if (depth >= deepest) return '[deeper]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof URL) return redactText(value.href)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams)
    return redactFields(
      [...value.entries()].map(([key, one]) => [String(key), one]),
      depth,
    )
  if (Array.isArray(value) || value instanceof Set) return redactItems([...value], depth)
  return redactFields(Object.entries(value), depth)
}

/** A text without secrets, cut to what a person would read. */
export function redactText(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)} … (${text.length} characters)` : text
  return shapes.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), short)
}

/** In this order: whole blocks, headers, addresses, then named values, then bare tokens. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, removed],
  [/\b(Bearer|Basic|Digest|Negotiate|Token|SSWS)\s+[\w.~+/=:-]{6,}/gi, `$1 ${removed}`],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(["']?\s*[:=]\s*)(?!\[removed\])[^\r\n]+/gi, `$1$2${removed}`],
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s/?#"'<>]*@/gi, `$1${removed}@`],
  [/\?(?=[^\s"'<>]*=)[^\s"'<>]*/g, `?${removed}`],
  [/#(?=[^\s"'<>]*=)[^\s"'<>]*/g, `#${removed}`],
  [
    /((?:pass(?:word|phrase|wd)|pwd|secret|(?:api|access|private)[-_ ]?key|credential|signature|(?:access|refresh|id|api|bearer|session)?[-_ ]?token|client[-_ ]?secret)["']?\s*(?:[:=]|\bis\b)\s*)(?!\[removed\])("[^"]*"|'[^']*'|[^\s,;)}\]]+)/gi,
    `$1${removed}`,
  ],
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(\.[\w-]*)?/g, removed],
  [/\b(xox[a-z]|xapp)-[\w-]{8,}/g, removed],
  [/\b(gh[pousr]_|github_pat_|glpat-|ntn_|secret_|ATATT|ATCTT|sk-|pk_live_|ya29\.|1\/\/0|GOCSPX-|AIza)[\w.~/-]{8,}/g, removed],
  [/\b(AKIA|ASIA)[A-Z\d]{16}\b/g, removed],
]

function redactError(error: Error, depth: number): unknown {
  const { code, problem, params, cause } = error as Error & Record<'code' | 'problem' | 'params' | 'cause', unknown>
  const said = Object.entries({ code, problem, params, cause }).filter(([, value]) => value !== undefined)
  return {
    name: error.name,
    message: redactText(error.message),
    ...(redactFields(said, depth) as object),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack.split('\n').slice(1, 9).join('\n')) }),
  }
}

function redactItems(items: readonly unknown[], depth: number): readonly unknown[] {
  const kept = items.slice(0, mostItems).map((item) => redact(item, depth + 1))
  return items.length > mostItems ? [...kept, `… ${items.length - mostItems} more`] : kept
}

function redactFields(fields: readonly (readonly [string, unknown])[], depth: number): unknown {
  return Object.fromEntries(
    fields
      .slice(0, mostItems)
      .map(([name, value]) => [redactText(name), secretName.test(name) && value !== null ? removed : redact(value, depth + 1)]),
  )
}
