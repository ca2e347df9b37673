import { basename, extname } from 'node:path'
import { symbolPatterns } from './code-languages.ts'
import { findSymbols } from './code-symbols.ts'
import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseText } from './normalise.ts'

/** JSON on one line longer than this was written by a program for a program; people read it in lines. */
const longestJsonLine = 2_000
const mostJson = 4 * 1_048_576

/** Source code and other text whose lines matter, as it stands; its passages know the function, class or section they stand in. */
export function extractCode(raw: string, name: string, mimeType: string): Extracted {
  const extension = extname(name).slice(1).toLowerCase() || basename(name).toLowerCase()
  const text = normaliseText(/^(json|jsonc|geojson|har|webmanifest)$/.test(extension) || /[/+]json$/.test(mimeType) ? inLines(raw) : raw)
  const patterns = symbolPatterns(extension)
  const known = mimeType !== '' && mimeType !== 'application/octet-stream'
  return {
    text,
    layout: 'lines',
    symbols: patterns === null ? [] : findSymbols(text, patterns),
    title: null,
    mimeType: known ? mimeType : 'text/plain',
    extractor: extractors.code,
  }
}

function inLines(raw: string): string {
  if (raw.length > mostJson || raw.slice(0, longestJsonLine).includes('\n') || raw.length < longestJsonLine) return raw
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}
