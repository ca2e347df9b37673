import { packPieces } from './pack.ts'
import { type ChunkSizes, type PassageRange, proseSizes, trimRange } from './passage-range.ts'
import { readSections, type Section } from './sections.ts'

const LONGEST_TITLE = 120
const LONGEST_PATH = 240
/** UTF-16 units a token has at most on average, unless something was left out. */
const LONGEST_TOKEN = 8

/**
 * Passages of a Markdown text, in order: along headings, then paragraphs, then sentences. A heading whose section is its
 * own lies in the heading path; short neighbouring sections share a passage under what their headings have in common,
 * with the headings themselves inside. `title` is the document's: a leading heading that repeats it is left out of the path.
 */
export function chunkMarkdown(text: string, title: string | null, sizes: ChunkSizes = proseSizes): PassageRange[] {
  const sections = withPaths(readSections(text, sizes.most), title)
  const out: PassageRange[] = []
  let index = 0
  while (index < sections.length) {
    const first = sections[index]!
    let next = index + 1
    let tokens = first.tokens
    if (tokens < sizes.small) {
      const farthest = first.start + sizes.most * LONGEST_TOKEN
      while (next < sections.length && sections[next]!.end <= farthest && tokens + sections[next]!.tokens <= sizes.most) {
        tokens += sections[next++]!.tokens
      }
    }
    if (next === index + 1) addSection(text, first, sizes.most, out)
    else addGroup(text, sections.slice(index, next), out)
    index = next
  }
  return out
}

interface Placed extends Section {
  readonly path: readonly string[]
  readonly tokens: number
}

/** Gives each section its heading path, outermost first, shortened from the outside when it grows too long. */
function withPaths(sections: readonly Section[], title: string | null): Placed[] {
  const open: { level: number; title: string; repeats: boolean }[] = []
  const repeated = title === null ? null : fold(title)
  return sections
    .filter((section) => section.level > 0 || section.pieces.length > 0)
    .map((section) => {
      if (section.level > 0) {
        while (open.length > 0 && open.at(-1)!.level >= section.level) open.pop()
        const title = section.title.slice(0, LONGEST_TITLE)
        open.push({ level: section.level, title, repeats: open.length === 0 && fold(title) === repeated })
      }
      const path = open.filter(({ title, repeats }) => title !== '' && !repeats).map((heading) => heading.title)
      while (path.length > 1 && path.join('').length > LONGEST_PATH) path.shift()
      const tokens = section.pieces.reduce((sum, piece) => sum + piece.tokens, section.title.length / 4)
      return { ...section, path, tokens }
    })
}

const fold = (title: string) => title.toLowerCase().replace(/\s+/g, ' ').trim()

function addSection(text: string, section: Placed, most: number, out: PassageRange[]): void {
  if (section.pieces.length > 0) packPieces(text, section.pieces, section.path, most, out)
  else addRange(text, section.start, section.end, section.path.slice(0, -1), out)
}

function addGroup(text: string, group: readonly Placed[], out: PassageRange[]): void {
  const first = group[0]!
  let depth = first.path.length
  for (const section of group) {
    while (depth > 0 && section.path[depth - 1] !== first.path[depth - 1]) depth--
  }
  const body = group.find((section) => section.pieces.length > 0)
  const below = depth === first.path.length && first.level > 0
  const start = below ? (first.pieces[0]?.start ?? group[1]!.start) : first.start
  addRange(text, body ? start : first.start, group.at(-1)!.end, first.path.slice(0, depth), out)
}

function addRange(text: string, start: number, end: number, heading: readonly string[], out: PassageRange[]): void {
  const range = trimRange(text, start, end)
  if (range) out.push({ ...range, heading })
}
