/** What a line of Markdown is, as far as chunking cares. */
export type LineKind = 'blank' | 'text' | 'heading' | 'underline' | 'fence' | 'item' | 'row' | 'rule'

const SPACE = 32
const TAB = 9
const isMark = (code: number) => code === 0x2d || code === 0x2a || code === 0x2b
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isGap = (code: number) => code === SPACE || code === TAB || Number.isNaN(code)

/** The first character of the line that is no space or tab; `end` when there is none. */
export function indentEnd(text: string, start: number, end: number): number {
  let i = start
  while (i < end && (text.charCodeAt(i) === SPACE || text.charCodeAt(i) === TAB)) i++
  return i
}

/** Looks at the start of `text[start, end)`, a line without its line end. Constant time, but for rows and rules. */
export function lineKind(text: string, start: number, end: number): LineKind {
  const at = indentEnd(text, start, end)
  if (at === end) return 'blank'
  const code = text.charCodeAt(at)
  const next = at + 1 < end ? text.charCodeAt(at + 1) : Number.NaN
  if (code === 0x23 && at - start < 4) return headingLevel(text, at, end) > 0 ? 'heading' : 'text'
  if (code === 0x60 || code === 0x7e) return fenceLength(text, at, end) > 0 ? 'fence' : 'text'
  if (code === 0x7c) return 'row'
  if (code === 0x3d || code === 0x2d || code === 0x2a || code === 0x5f) {
    const ruled = allOf(text, at, end, code)
    if (ruled && (code === 0x3d || code === 0x2d)) return 'underline'
    if (ruled && end - at > 2) return 'rule'
  }
  if (isMark(code)) return isGap(next) ? 'item' : 'text'
  if (isDigit(code)) return isNumbered(text, at, end) ? 'item' : 'text'
  return 'text'
}

/** 1 to 6 for an ATX heading at `at`, else 0. */
export function headingLevel(text: string, at: number, end: number): number {
  let level = 0
  while (level < 7 && at + level < end && text.charCodeAt(at + level) === 0x23) level++
  return level > 0 && level < 7 && (at + level === end || isGap(text.charCodeAt(at + level))) ? level : 0
}

/** How many backticks or tildes open a fence at `at`; 0 when they open none. */
export function fenceLength(text: string, at: number, end: number): number {
  const mark = text.charCodeAt(at)
  let length = 0
  while (at + length < end && text.charCodeAt(at + length) === mark) length++
  if (length < 3) return 0
  const info = at + length
  if (mark === 0x60 && end - info > 0 && text.slice(info, Math.min(end, info + 200)).includes('`')) return 0
  return length
}

/** Whether the line under a header makes it a table: `|---|:--:|`. */
export function isTableRule(text: string, start: number, end: number): boolean {
  let bars = 0
  let dashes = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x7c) bars++
    else if (code === 0x2d) dashes++
    else if (code !== 0x3a && code !== SPACE && code !== TAB) return false
  }
  return bars > 0 && dashes > 0
}

function allOf(text: string, start: number, end: number, mark: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code !== mark && code !== SPACE && code !== TAB) return false
  }
  return true
}

function isNumbered(text: string, at: number, end: number): boolean {
  let i = at
  while (i < end && i - at < 9 && isDigit(text.charCodeAt(i))) i++
  const code = text.charCodeAt(i)
  return (code === 0x2e || code === 0x29) && (i + 1 >= end || isGap(text.charCodeAt(i + 1)))
}
