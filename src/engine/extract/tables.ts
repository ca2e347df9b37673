import { createMarkdownWriter, type MarkdownWriter } from './markdown-writer.ts'

/** Tables nested deeper are read as if their cells were paragraphs. */
const DEEPEST = 8
/** A cell longer than this, or with paragraphs in it, belongs to a page's layout rather than to data. */
const LONGEST_CELL = 400

interface Table {
  readonly outer: MarkdownWriter
  readonly rows: string[][]
  /** What was said inside the table but in no cell, such as its caption. */
  readonly beside: MarkdownWriter
  cell: MarkdownWriter | null
}

/** Where words go while tables are open: to a cell of the innermost one, else to the page. */
export function createTableStack(page: MarkdownWriter) {
  const stack: Table[] = []
  let ignored = 0
  const top = () => stack.at(-1)
  const writer = () => {
    const table = top()
    return table === undefined ? page : (table.cell ?? table.beside)
  }
  const endCell = (table: Table) => {
    if (table.cell === null) return
    if (table.rows.length === 0) table.rows.push([])
    table.rows.at(-1)!.push(table.cell.finish())
    table.cell = null
  }
  const endTable = () => {
    const table = stack.pop()!
    endCell(table)
    const caption = table.beside.finish()
    if (caption !== '') table.outer.block(caption)
    for (const block of renderTable(table.rows)) table.outer.block(block)
  }

  return {
    writer,
    /** True when the tag was a table's and needs no other care. */
    open: (name: string): boolean => {
      if (name === 'table') {
        if (stack.length >= DEEPEST) ignored++
        else stack.push({ outer: writer(), rows: [], beside: createMarkdownWriter(), cell: null })
        return true
      }
      const table = top()
      if (table === undefined || ignored > 0) return false
      if (name === 'tr') {
        endCell(table)
        table.rows.push([])
      } else if (name === 'td' || name === 'th') {
        endCell(table)
        table.cell = createMarkdownWriter()
      } else return false
      return true
    },
    close: (name: string): boolean => {
      if (name === 'table') {
        if (ignored > 0) ignored--
        else if (stack.length > 0) endTable()
        return true
      }
      const table = top()
      if (table === undefined || ignored > 0 || (name !== 'td' && name !== 'th')) return false
      endCell(table)
      return true
    },
    finish: (): MarkdownWriter => {
      while (stack.length > 0) endTable()
      return page
    },
  }
}

/** Rows as one Markdown table; the cells one after the other when they are paragraphs or there is but one column. */
function renderTable(rows: readonly (readonly string[])[]): string[] {
  const filled = rows.filter((row) => row.some((cell) => cell !== ''))
  const columns = filled.reduce((most, row) => Math.max(most, row.length), 0)
  const tabular =
    columns > 1 && filled.length > 0 && filled.every((row) => row.every((cell) => cell.length <= LONGEST_CELL && !cell.includes('\n\n')))
  if (!tabular) return filled.flat().filter((cell) => cell !== '')
  const lines = filled.map((row) => `| ${Array.from(row, (cell) => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`)
  lines.splice(1, 0, `|${' --- |'.repeat(Math.min(columns, 100))}`)
  return [lines.join('\n')]
}
