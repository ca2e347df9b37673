import { extractCode } from './code.ts'
import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

/** Output beyond this is a log or data, not something to be read. */
const longestOutput = 4_000

/** A Jupyter notebook: its texts, code and what the code printed. Pictures, widgets and rich output are left out. */
export function extractNotebook(raw: string, name: string): Extracted {
  const notebook = parse(raw)
  // What is no notebook is still text.
  if (notebook === null) return extractCode(raw, name, 'application/json')
  const cells = list(notebook.cells ?? list(notebook.worksheets).flatMap((sheet) => list(field(sheet, 'cells'))))
  const language = String(
    field(field(notebook.metadata, 'kernelspec'), 'language') ?? field(field(notebook.metadata, 'language_info'), 'name') ?? '',
  )
  const blocks = cells.flatMap((cell) => cellBlocks(cell, language.replace(/\W/g, '')))
  const heading = blocks.map((block) => /^#{1,2} +(.+)$/m.exec(block)?.[1]).find((found) => found !== undefined)
  return {
    text: normaliseText(blocks.join('\n\n')),
    layout: 'markdown',
    title: normaliseLine(String(field(notebook.metadata, 'title') ?? '')) ?? normaliseLine(heading ?? ''),
    author: normaliseLine(
      list(field(notebook.metadata, 'authors'))
        .map((author) => String(field(author, 'name') ?? ''))
        .filter(Boolean)
        .join(', '),
    ),
    mimeType: 'application/x-ipynb+json',
    extractor: extractors.notebook,
  }
}

interface Notebook {
  readonly cells?: unknown
  readonly worksheets?: unknown
  readonly metadata?: unknown
}

function parse(raw: string): Notebook | null {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null && ('cells' in value || 'worksheets' in value) ? value : null
  } catch {
    return null
  }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
/** Text is one string or its lines. */
const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string').join('') : typeof value === 'string' ? value : ''

function cellBlocks(cell: unknown, language: string): string[] {
  const source = (textOf(field(cell, 'source')) || textOf(field(cell, 'input'))).trim()
  const type = field(cell, 'cell_type')
  if (type === 'heading') return [`${'#'.repeat(Math.min(Number(field(cell, 'level')) || 1, 6))} ${source}`]
  if (type !== 'code') return source === '' ? [] : [source]
  const printed = list(field(cell, 'outputs')).map(outputText).filter(Boolean).join('\n').slice(0, longestOutput).trim()
  return [fenced(source, language), fenced(printed, '')].filter((block) => block !== '')
}

const fenced = (text: string, language: string): string => {
  const fence = text.includes('```') ? '~~~~' : '```'
  return text === '' ? '' : `${fence}${language}\n${text}\n${fence}`
}

function outputText(output: unknown): string {
  const printed = textOf(field(output, 'text')) || textOf(field(field(output, 'data'), 'text/plain'))
  const name = field(output, 'ename')
  return printed || (typeof name === 'string' ? `${name}: ${textOf(field(output, 'evalue'))}` : '')
}
