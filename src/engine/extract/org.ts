import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

/** Org mode as Markdown: headings, lists, tables, source blocks; drawers and comments are left out, nothing is included or run. */
export function extractOrg(raw: string): Extracted {
  const out: string[] = []
  const settings = new Map<string, string>()
  const labels = new Set<string>()
  let fence = ''
  let inDrawer = false
  for (const line of normaliseText(raw).split('\n')) {
    const setting = /^\s*#\+(\w+):\s*(.*)$/.exec(line)
    const block = /^\s*#\+(begin|end)_(\w+)\s*(\S*)/i.exec(line)
    const heading = /^(\*{1,15})\s+(.*?)(?:\s+:([\w@:]+):)?\s*$/.exec(line)
    if (fence !== '') {
      if (block !== null && block[1]!.toLowerCase() === 'end' && block[2]!.toLowerCase() === fence) {
        out.push('```')
        fence = ''
      } else out.push(line)
    } else if (block !== null) {
      const kind = block[2]!.toLowerCase()
      if (block[1]!.toLowerCase() === 'begin' && /^(src|example|export)$/.test(kind)) {
        fence = kind
        out.push(`\`\`\`${kind === 'src' ? block[3] : ''}`)
      }
    } else if (/^\s*:(PROPERTIES|LOGBOOK|CLOCK):\s*$/i.test(line)) inDrawer = true
    else if (inDrawer) inDrawer = !/^\s*:END:\s*$/i.test(line)
    else if (setting !== null) {
      const key = setting[1]!.toLowerCase()
      if (!settings.has(key)) settings.set(key, setting[2]!)
      if (key === 'caption') out.push(setting[2]!)
    } else if (heading !== null) {
      for (const label of heading[3]?.split(':') ?? []) labels.add(label)
      out.push('', `${'#'.repeat(Math.min(heading[1]!.length, 6))} ${inline(heading[2]!)}`, '')
    } else if (/^\s*#( |$)/.test(line)) continue
    else if (/^\s*\|[-+]+\|?\s*$/.test(line)) out.push(line.replace(/\+/g, '|').replace(/-+/g, ' --- '))
    else out.push(inline(line))
  }
  for (const label of settings.get('filetags')?.split(':') ?? []) labels.add(label)
  return {
    text: out.join('\n').trim(),
    layout: 'markdown',
    title: normaliseLine(settings.get('title') ?? '') ?? firstHeading(out),
    author: normaliseLine(settings.get('author') ?? ''),
    createdAt: instant(/\d{4}-\d\d-\d\d/.exec(settings.get('date') ?? '')?.[0]),
    labels: [...labels].flatMap((label) => normaliseLine(label) ?? []).slice(0, 50),
    mimeType: 'text/x-org',
    extractor: extractors.org,
  }
}

const firstHeading = (lines: readonly string[]) => normaliseLine(lines.find((line) => line.startsWith('# '))?.slice(2) ?? '')

/** Links give their words, or their target when they have none. */
const inline = (line: string): string =>
  line.replace(/\[\[([^\][]{1,2000})\](?:\[([^\][]{1,2000})\])?\]/g, (_, target, words) => words ?? target)
