/** Repeats of rows and cells beyond these are of nothing anybody wrote by hand. */
const mostRepeats = 1_000
/** Cells far out that are looked at. */
const mostFarCells = 10_000

/**
 * An OpenDocument sheet whose repeats can be written out: a row that is said to repeat a million times, each of thousands of
 * equal cells, would take all memory, and says what it says once.
 */
export const withoutRepeats = (xml: string): string =>
  xml.replace(/(table:number-(?:rows|columns)-repeated)="(\d+)"/g, (all, name: string, count: string) =>
    Number(count) > mostRepeats ? `${name}="1"` : all,
  )

/** The texts in cells beyond the rows and columns that are read as tables: two cells in opposite corners are a sheet too. */
export function farCells(sheet: string, sharedStrings: string, rows: number, columns: number): readonly string[] {
  const found: string[] = []
  let shared: readonly string[] | undefined
  for (const [, column, row, attributes, body] of sheet.matchAll(/<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)>([\s\S]*?)<\/c>/g)) {
    if (Number(row) <= rows && columnNumber(column!) <= columns) continue
    if (found.length >= mostFarCells) break
    if (/\bt="s"/.test(attributes!)) {
      shared ??= [...sharedStrings.matchAll(/<si>([\s\S]*?)<\/si>/g)].map((item) => textOf(item[1]!))
      found.push(shared[Number(/<v>(\d+)<\/v>/.exec(body!)?.[1] ?? -1)] ?? '')
    } else found.push(/<v>([^<]*)<\/v>/.exec(body!)?.[1] ?? textOf(body!))
  }
  return found.map(decoded).filter((text) => text.trim() !== '')
}

const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
const textOf = (xml: string): string => [...xml.matchAll(/<t\b[^>]*>([^<]*)<\/t>/g)].map((text) => text[1]).join('')
const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The paragraphs of OpenDocument, one a line. */
export const paragraphsOf = (xml: string): string =>
  [...xml.matchAll(/<text:p\b[^>]*>([\s\S]*?)<\/text:p>/g)]
    .map((paragraph) => decoded(paragraph[1]!.replace(/<[^>]*>/g, '')).trim())
    .filter((text) => text !== '')
    .join('\n')
