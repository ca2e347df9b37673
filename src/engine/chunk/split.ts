import { nextOpaque, OPAQUE_KEPT } from './opaque.ts'
import { estimateTokens, takeTokens } from './tokens.ts'

const isSpace = (code: number) => code === 32 || code === 10 || code === 9
const isLower = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0xdf && code <= 0xff) || (code >= 0x430 && code <= 0x45f)
const isStop = (code: number) => code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026
const isWideStop = (code: number) => code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff61 || code === 0x0964
const isCloser = (code: number) =>
  code === 0x22 ||
  code === 0x27 ||
  code === 0x29 ||
  code === 0x5d ||
  code === 0x2019 ||
  code === 0x201d ||
  code === 0x300d ||
  code === 0xff09
const isClause = (code: number) =>
  code === 0x2c || code === 0x3b || code === 0x3a || code === 0x3001 || code === 0xff0c || code === 0xff1b || code === 0x7c || code === 0x7d
const endsSentence = (code: number) => isStop(code) || isWideStop(code) || isCloser(code)
/** Scripts that put no spaces between words. */
const isUnspaced = (code: number) =>
  (code >= 0xe00 && code <= 0xeff) ||
  (code >= 0x1000 && code <= 0x109f) ||
  (code >= 0x1780 && code <= 0x17ff) ||
  (code >= 0x3040 && code <= 0x9fff)

/** A paragraph that fills no more than this part of a passage stays whole. */
const SHORT = 0.4
/** UTF-16 units a token has at least of, on average: longer text need not be measured to know that it is not short. */
const UNITS_PER_TOKEN = 6

/** Gets parts of a text in order, each with what it weighs. */
export type TakePart = (start: number, end: number, tokens: number) => void

/**
 * Gives parts of `text[start, end)` of at most `limit` tokens each: sentences, and of one that is too long its clauses,
 * words, at last anything between two characters. What nobody reads (base64) is left out.
 */
export function cutSentences(text: string, start: number, end: number, limit: number, take: TakePart): void {
  if (end - start <= limit * SHORT * UNITS_PER_TOKEN) {
    const tokens = estimateTokens(text, start, end)
    if (tokens <= limit * SHORT) {
      take(start, end, tokens)
      return
    }
  }
  let from = start
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x3f ? code < 0x964 : !isStop(code)) continue
    const wide = isWideStop(code)
    if (!wide && !isStop(code)) continue
    let after = i + 1
    while (after < end && endsSentence(text.charCodeAt(after))) after++
    i = after - 1
    if (!wide && after < end && !isSpace(text.charCodeAt(after))) continue
    let next = after
    while (next < end && isSpace(text.charCodeAt(next))) next++
    if (next >= end) break
    if (!wide && isLower(text.charCodeAt(next))) continue
    cutLong(text, from, next, limit, take)
    from = next
  }
  if (from < end) cutLong(text, from, end, limit, take)
}

/** The same for lines: code, rows, logs. */
export function cutLines(text: string, start: number, end: number, limit: number, take: TakePart): void {
  let from = start
  while (from < end) {
    const line = text.indexOf('\n', from)
    const next = line < 0 || line >= end ? end : line + 1
    cutLong(text, from, next, limit, take)
    from = next
  }
}

function cutLong(text: string, start: number, end: number, limit: number, take: TakePart): void {
  const tokens = estimateTokens(text, start, end)
  if (tokens <= limit) {
    take(start, end, tokens)
    return
  }
  let from = start
  while (from < end) {
    const opaque = nextOpaque(text, from, end)
    cutReadable(text, from, opaque === null ? end : opaque.start + OPAQUE_KEPT, limit, take)
    from = opaque === null ? end : opaque.end
  }
}

function cutReadable(text: string, start: number, end: number, limit: number, take: TakePart): void {
  let from = start
  while (end - from > limit) {
    const hard = takeTokens(text, from, end, limit)
    const cut = gentlest(text, from, hard, end)
    take(from, cut, estimateTokens(text, from, cut))
    from = cut
  }
  if (from < end) take(from, end, estimateTokens(text, from, end))
}

/** The best cut in the later part of `[start, hard]`. */
function gentlest(text: string, start: number, hard: number, end: number): number {
  if (hard >= end) return end
  const clauses = start + Math.floor((hard - start) * 0.6)
  for (let i = hard; i > clauses; i--) {
    if (text.charCodeAt(i - 1) === 10) return i
  }
  for (let i = hard; i > clauses; i--) {
    const code = text.charCodeAt(i - 1)
    if (isClause(code) && (code > 0x7f || code === 0x7d || isSpace(text.charCodeAt(i)))) return i
  }
  const words = start + Math.floor((hard - start) * 0.3)
  for (let i = hard; i > words; i--) if (isSpace(text.charCodeAt(i - 1))) return i
  return isUnspaced(text.charCodeAt(hard)) ? wordBoundary(text, start, hard) : hard
}

let words: Intl.Segmenter | undefined

/** The last boundary between words at or before `hard`, for scripts without spaces. Looks at one line's worth of text. */
function wordBoundary(text: string, start: number, hard: number): number {
  words ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  const from = Math.max(start, hard - 40)
  let last = hard
  for (const segment of words.segment(text.slice(from, hard + 20))) {
    const at = from + segment.index
    if (at > hard) break
    if (at > from) last = at
  }
  return last > start ? last : hard
}
