import { createMarkdownWriter } from './markdown-writer.ts'
import { readXml } from './read-xml.ts'

/** The words of a chart (titles, categories, series) or diagram, a paragraph each; numbers that are only plotted are left out. */
export function drawingText(xml: string): string {
  const writer = createMarkdownWriter()
  const said = new Set<string>()
  let inText = false
  let strings = 0
  let line = ''
  const end = () => {
    const words = line.trim()
    if (words !== '' && !said.has(words)) writer.block(words)
    said.add(words)
    line = ''
  }
  readXml(xml, {
    open: (name) => {
      if (name === 'c:strCache' || name === 'c:strLit') strings++
      else if (name === 'a:t' || (name === 'c:v' && strings > 0)) inText = true
      else if (name === 'a:p' || name === 'c:pt') end()
    },
    close: (name) => {
      if (name === 'c:strCache' || name === 'c:strLit') strings--
      else if (name === 'a:t' || name === 'c:v') inText = false
      else if (name === 'a:p' || name === 'c:pt') end()
      else if (name === 'a:br') line += ' '
    },
    text: (data) => {
      if (inText) line += data
    },
  })
  return writer.finish()
}
