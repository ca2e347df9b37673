import { collectPieces, type Piece, packPieces } from './pack.ts'
import { type ChunkSizes, codeSizes, type NamedPart, type PassageRange, proseSizes } from './passage-range.ts'
import { cutLines, cutSentences } from './split.ts'

const LONGEST_COLUMNS = 120

/** Passages of text without markup: paragraphs, which blank lines part, then sentences. */
export function chunkProse(text: string, sizes: ChunkSizes = proseSizes): PassageRange[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    const gap = text.indexOf('\n\n', at)
    const end = gap < 0 ? text.length : gap
    cutSentences(text, at, end, sizes.most, collectPieces(pieces))
    at = end
    while (at < text.length && text.charCodeAt(at) === 10) at++
  }
  const out: PassageRange[] = []
  packPieces(text, pieces, [], sizes.most, out)
  return out
}

/** Passages of code and of other text whose lines matter; rather cut at a blank line than between two lines, each under the names it stands in. */
export function chunkLines(text: string, parts: readonly NamedPart[] = [], sizes: ChunkSizes = codeSizes): PassageRange[] {
  const pieces: Piece[] = []
  let fresh = true
  cutLines(text, 0, text.length, sizes.most, (start, end, tokens) => {
    pieces.push({ start, end, tokens, fresh })
    fresh = tokens === 0
  })
  const out: PassageRange[] = []
  packPieces(text, pieces, [], sizes.most, out)
  return parts.length === 0 ? out : withNames(out, parts)
}

const deepestName = 4

/** Gives each passage the names of the parts it begins in, outermost first. */
function withNames(passages: readonly PassageRange[], parts: readonly NamedPart[]): PassageRange[] {
  const open: NamedPart[] = []
  let next = 0
  return passages.map((passage) => {
    while (next < parts.length && parts[next]!.start <= passage.start) {
      const part = parts[next++]!
      while (open.length > 0 && open.at(-1)!.end <= part.start) open.pop()
      open.push(part)
    }
    while (open.length > 0 && open.at(-1)!.end <= passage.start) open.pop()
    return { ...passage, heading: open.slice(-deepestName).map(({ name }) => name) }
  })
}

/** Passages of a table in plain text, whose first line names the columns; they stand in the path of every later passage. */
export function chunkRows(text: string, sizes: ChunkSizes = codeSizes): PassageRange[] {
  const columns = text
    .slice(0, Math.max(0, text.indexOf('\n')))
    .slice(0, 1000)
    .split(/[,;\t|]/)
    .map((cell) => cell.replace(/^\s*"|"\s*$/g, '').trim())
    .filter(Boolean)
    .join(' · ')
    .slice(0, LONGEST_COLUMNS)
  const pieces: Piece[] = []
  cutLines(text, 0, text.length, sizes.most, collectPieces(pieces, columns))
  const out: PassageRange[] = []
  packPieces(text, pieces, [], sizes.most, out)
  return out
}
