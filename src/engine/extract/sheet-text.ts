/** A sheet's cells as people see them, row by row; null for an empty cell, an empty row or one that is not there. */
export type SheetRows = readonly (readonly (string | null)[] | null)[]

const filled = (row: SheetRows[number] | undefined): number => row?.reduce((count, cell) => count + (cell === null ? 0 : 1), 0) ?? 0

/**
 * A sheet as Markdown. Empty rows part its tables; the first row of each names its columns, so that every later passage
 * carries them. Rows of a single cell before a table, or without one, are its title and become paragraphs.
 */
export function sheetMarkdown(rows: SheetRows): string {
  const blocks: string[] = []
  let index = 0
  while (index < rows.length) {
    if (filled(rows[index]) === 0) {
      index++
      continue
    }
    if (filled(rows[index]) === 1 && !isColumn(rows, index)) {
      blocks.push(rows[index]!.find((cell) => cell !== null)!.trim())
      index++
      continue
    }
    let end = index
    while (end < rows.length && filled(rows[end]) > 0) end++
    blocks.push(tableMarkdown(rows.slice(index, end)))
    index = end
  }
  return blocks.join('\n\n')
}

/** Lone cells below each other are one column of a table as long as there are many of them. */
function isColumn(rows: SheetRows, from: number): boolean {
  for (let i = from; i < from + 5; i++) if (filled(rows[i]) !== 1) return false
  return true
}

function tableMarkdown(rows: SheetRows): string {
  const used = new Set<number>()
  for (const row of rows) for (const [column, cell] of row?.entries() ?? []) if (cell !== null) used.add(column)
  const columns = [...used].sort((a, b) => a - b)
  if (columns.length === 1) return rows.map((row) => row![columns[0]!] ?? '').join('\n')
  const lines = rows.map((row) => `| ${columns.map((column) => cellMarkdown(row?.[column] ?? '')).join(' | ')} |`)
  lines.splice(1, 0, `|${' --- |'.repeat(columns.length)}`)
  return lines.join('\n')
}

const cellMarkdown = (cell: string): string =>
  cell
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim()
