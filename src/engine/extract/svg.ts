import { type Extracted, Skipped } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { readTags } from './read-tags.ts'

const unread = new Set(['script', 'style', 'metadata', 'defs'])
const lines = new Set(['text', 'title', 'desc', 'textpath', 'p', 'div', 'li'])

/** The words of a drawing: its title, its description and the texts in it. Scripts, links and what it refers to are left alone. */
export function extractSvg(raw: string): Extracted {
  const found: string[] = []
  let line = ''
  let title = ''
  let skip = ''
  let depth = 0
  let inTitle = false
  const end = () => {
    if (line.trim() !== '') found.push(line.replace(/\s+/g, ' ').trim())
    line = ''
  }
  readTags(raw, {
    open: (name) => {
      if (skip === name) depth++
      else if (skip === '' && unread.has(name)) {
        skip = name
        depth = 1
      }
      if (lines.has(name)) end()
      inTitle = name === 'title' && title === ''
    },
    close: (name) => {
      if (skip === name && --depth === 0) skip = ''
      if (lines.has(name)) end()
      if (name === 'title') inTitle = false
    },
    text: (data) => {
      if (skip !== '') return
      line += data
      if (inTitle) title += data
    },
  })
  end()
  if (found.length === 0) throw new Skipped('no-words')
  return {
    text: normaliseText(found.join('\n')),
    layout: 'lines',
    title: normaliseLine(title),
    mimeType: 'image/svg+xml',
    extractor: extractors.svg,
  }
}
