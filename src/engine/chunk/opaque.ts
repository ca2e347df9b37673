const charset = new Uint8Array(128)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-%') charset[char.charCodeAt(0)] = 1

const LONG_RUN = 512
const ENCODED_LINE = 60
const ENCODED_LINES = 4

/** How much of an opaque run stays in a passage, in UTF-16 units: enough to find a key or hash by how it begins. */
export const OPAQUE_KEPT = 120

/**
 * The next stretch of `text[start, end)` that encodes bytes rather than says something: base64 on one line or wrapped,
 * a minified blob without a break. Null when there is none. Linear.
 */
export function nextOpaque(text: string, start: number, end: number): { readonly start: number; readonly end: number } | null {
  let from = start
  while (from < end) {
    const to = run(text, from, end)
    if (to - from >= LONG_RUN) return { start: from, end: to }
    if (to - from >= ENCODED_LINE) {
      const wrapped = wrappedRun(text, to, end)
      if (wrapped.lines >= ENCODED_LINES) return { start: from, end: wrapped.end }
    }
    from = to + 1
  }
  return null
}

/** Follows an encoded line over the lines below it, as long as they hold nothing else. */
function wrappedRun(text: string, firstEnd: number, end: number): { lines: number; end: number } {
  let lines = 1
  let at = firstEnd
  while (at < end && text.charCodeAt(at) === 10) {
    const next = run(text, at + 1, end)
    const whole = next === end || text.charCodeAt(next) === 10
    if (!whole || next === at + 1) break
    at = next
    lines++
  }
  return { lines, end: at }
}

function run(text: string, start: number, end: number): number {
  let i = start
  while (i < end && charset[text.charCodeAt(i)] === 1) i++
  return i
}
