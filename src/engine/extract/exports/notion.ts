import { type Extracted, Skipped } from '../extracted.ts'
import { extractors } from '../extractors.ts'
import type { About } from '../formats.ts'
import { instant } from '../front-matter.ts'
import { extractMarkdown } from '../markdown.ts'
import { normaliseLine } from '../normalise.ts'
import { extractPlainText } from '../plain-text.ts'

const id = / [0-9a-f]{32}(?=(_all)?(\.\w+)?$)/

/** A page of Notion's "Markdown & CSV" export: its title, its properties as metadata, its text without the ids in links. */
export async function notionPage(raw: string, { name }: About): Promise<Extracted> {
  const text = withoutIds(raw)
  const page = await extractMarkdown(text)
  const properties = propertiesOf(text)
  const get = (...names: readonly string[]) => names.map((one) => properties.get(one)).find((value) => value !== undefined)
  return {
    ...page,
    title: page.title ?? titleOf(name),
    author: page.author ?? normaliseLine(get('created by', 'author', 'owner') ?? ''),
    createdAt: page.createdAt ?? date(get('created time', 'created', 'date created')),
    updatedAt: page.updatedAt ?? date(get('last edited time', 'last edited', 'updated')),
    labels: [...(page.labels ?? []), ...(get('tags', 'labels', 'category') ?? '').split(',').flatMap((one) => normaliseLine(one) ?? [])],
    extractor: extractors.export,
  }
}

/** A database: the whole of it, not the view of it that Notion writes beside. */
export function notionTable(raw: string, { name, mimeType, beside }: About): Extracted {
  if (!name.includes('_all.csv') && beside?.(name.replace(/\.csv$/, '_all.csv')) != null) throw new Skipped('twin')
  return { ...extractPlainText(raw, 'rows', mimeType), title: titleOf(name), extractor: extractors.export }
}

const titleOf = (name: string): string | null => normaliseLine(name.replace(id, '').replace(/(_all)?\.\w+$/, ''))

/** Links between pages go to files; their words say where to. */
const withoutIds = (raw: string): string =>
  raw.replace(/\]\((?!https?:)([^()\s]*?)%20[0-9a-f]{32}((?:\/[^()\s]*)?\.(?:md|csv|html)[^()\s]*)\)/g, (_, path: string) => `](${path})`)

/** Lines of `Name: value` between the title and the text. */
function propertiesOf(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  const lines = text.split('\n', 60).map((line) => line.trim())
  const start = lines[0]?.startsWith('# ') ? 1 : 0
  for (const line of lines.slice(start)) {
    const match = /^([^:\n]{1,60}): (.+)$/.exec(line)
    if (match !== null) properties.set(match[1]!.toLowerCase(), match[2]!)
    else if (line !== '' || properties.size > 0) break
  }
  return properties
}

/** `January 5, 2024 10:03 AM`, in nobody knows which zone. */
function date(value: string | undefined): string | null {
  const read = new Date(`${value ?? ''} UTC`)
  return Number.isNaN(read.getTime()) ? instant(value) : read.toISOString()
}
