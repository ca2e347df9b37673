import { type PassageRange, trimRange } from './passage-range.ts'

/** A part of a section that is never cut: a sentence, a short paragraph, a list item, a line. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly tokens: number
  /** Whether a passage may better end before this piece than inside what went before: a new paragraph, table or fence. */
  readonly fresh: boolean
  /** Added to the heading path of a passage that begins with this piece. */
  readonly under?: string
}

/** Takes the parts of one block as pieces, the first of them fresh. */
export function collectPieces(pieces: Piece[], under?: string): (start: number, end: number, tokens: number) => void {
  let fresh = true
  return (start, end, tokens) => {
    pieces.push(under ? { start, end, tokens, fresh, under } : { start, end, tokens, fresh })
    fresh = false
  }
}

/** A cut between paragraphs may leave a passage this much shorter than one between sentences would. */
const FRESH_SLACK = 0.3

/** More than blank lines lies between two pieces: something was left out, and a passage must not span it. In UTF-16 units. */
const FARTHEST = 100

/** Fills passages of even length, none above `most` tokens unless one piece is. Adds them to `out`. */
export function packPieces(text: string, pieces: readonly Piece[], heading: readonly string[], most: number, out: PassageRange[]): void {
  let total = 0
  for (const piece of pieces) total += piece.tokens
  let remaining = total
  let index = 0
  while (index < pieces.length) {
    const goal = remaining / Math.max(1, Math.ceil(remaining / most))
    const next = endOfPassage(pieces, index, goal, most)
    const first = pieces[index]!
    const range = trimRange(text, first.start, pieces[next - 1]!.end)
    for (let i = index; i < next; i++) remaining -= pieces[i]!.tokens
    if (range) out.push({ ...range, heading: first.under && index > 0 ? [...heading, first.under] : heading })
    index = next
  }
}

/** Takes pieces until the goal is met as nearly as pieces allow, preferring to stop before a fresh one. */
function endOfPassage(pieces: readonly Piece[], from: number, goal: number, most: number): number {
  let tokens = pieces[from]!.tokens
  let gentle = -1
  let i = from + 1
  for (; i < pieces.length; i++) {
    const piece = pieces[i]!
    if (piece.start - pieces[i - 1]!.end > FARTHEST) return i
    if (piece.fresh && tokens >= goal * (1 - FRESH_SLACK)) gentle = i
    const over = tokens + piece.tokens - goal
    if (tokens + piece.tokens > most || over > goal - tokens) break
    tokens += piece.tokens
  }
  return i < pieces.length && gentle > 0 ? gentle : i
}
