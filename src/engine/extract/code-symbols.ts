import type { SymbolPatterns } from './code-languages.ts'
import type { CodeSymbol } from './extracted.ts'

const longestLine = 400
const longestName = 100
const mostSymbols = 50_000

/** Lines that go on with what has a name though they are not indented: its brackets, its labels, preprocessor lines. */
const continues =
  /^(?:[{}()\]]|end\b|else\b|elif\b|except\b|finally\b|rescue\b|catch\b|begin\b|(?:public|private|protected|default|case\b.*):|#(?:if|else|elif|endif)|"""|''')/i

/**
 * What has a name in a text of code and how far it goes: until a line that is indented as little as its own. Indents are
 * kept in every language people write; brackets are not looked at, so that half a file is as good as a whole one.
 */
export function findSymbols(text: string, { patterns, flat }: SymbolPatterns): CodeSymbol[] {
  const done: CodeSymbol[] = []
  const open: { name: string; start: number; indent: number }[] = []
  const closeTo = (indent: number, end: number) => {
    while (open.length > 0 && open.at(-1)!.indent >= indent) done.push({ name: open.at(-1)!.name, start: open.pop()!.start, end })
  }
  let at = 0
  while (at < text.length && done.length < mostSymbols) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    if (end - at <= longestLine) {
      const line = text.slice(at, end)
      const indent = indentOf(line)
      if (indent < line.length) {
        const name = nameIn(line, patterns)
        if (name !== null) {
          closeTo(flat ? 0 : width(line, indent), at)
          open.push({ name, start: at, indent: width(line, indent) })
        } else if (!flat && !continues.test(line.slice(indent, indent + 40))) closeTo(width(line, indent), at)
      }
    }
    at = end + 1
  }
  closeTo(0, text.length)
  return done.sort((one, other) => one.start - other.start || other.end - one.end)
}

function nameIn(line: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const name = pattern.exec(line)?.groups?.name?.trim()
    if (name) return name.slice(0, longestName)
  }
  return null
}

function indentOf(line: string): number {
  let i = 0
  while (i < line.length && (line.charCodeAt(i) === 32 || line.charCodeAt(i) === 9)) i++
  return i
}

/** A tab counts as eight spaces, which only matters where both are mixed. */
function width(line: string, indent: number): number {
  let columns = 0
  for (let i = 0; i < indent; i++) columns += line.charCodeAt(i) === 9 ? 8 : 1
  return columns
}
