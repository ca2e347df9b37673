import { normaliseLine } from './normalise.ts'

/** What the head of a Markdown file says about it. */
export interface FrontMatter {
  readonly title: string | null
  readonly author: string | null
  /** ISO 8601 in UTC. */
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly labels: readonly string[]
  /** A sentence about the document that its body need not hold. */
  readonly summary: string | null
}

/** Longer heads are no front matter but a text between two rules. */
const LONGEST = 32_768
const MOST_LABELS = 50

/** Splits `---` front matter off. Without a closing line in reach there is none, and everything is body. */
export function splitFrontMatter(text: string): { readonly yaml: string | null; readonly body: string } {
  if (!text.startsWith('---')) return { yaml: null, body: text }
  const open = /^---[ \t]*\n/.exec(text.slice(0, 100))
  if (open === null) return { yaml: null, body: text }
  const head = text.slice(open[0].length, LONGEST)
  const close = /^(?:---|\.\.\.)[ \t]*$/m.exec(head)
  if (close === null) return { yaml: null, body: text }
  return { yaml: head.slice(0, close.index), body: text.slice(open[0].length + close.index + close[0].length).replace(/^\n+/, '') }
}

/**
 * Reads front matter as plain data. Nothing in it is ever run, aliases are not expanded beyond a few, and what is no
 * YAML is read as `key: value` lines, so that a stray colon in a title does not lose the title.
 */
export async function readFrontMatter(yaml: string): Promise<FrontMatter> {
  const simple = simpleFields(yaml)
  const fields = simple ?? (await yamlFields(yaml)) ?? looseFields(yaml)
  const get = (...names: readonly string[]) => names.map((name) => fields[name]).find((value) => value !== undefined && value !== null)
  return {
    title: line(get('title')),
    author: line(names(get('author', 'authors', 'creator'))),
    createdAt: instant(get('created', 'created_at', 'date', 'published')),
    updatedAt: instant(get('updated', 'updated_at', 'modified', 'lastmod', 'last_modified')),
    labels: labels(get('tags', 'tag'), get('labels', 'keywords'), get('categories', 'category'), get('aliases')),
    summary: line(get('description', 'summary', 'abstract', 'excerpt')),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** Most front matter is flat `key: word` lines, which need no parser. Null when anything else is in it. */
function simpleFields(yaml: string): Fields | null {
  const fields: Record<string, unknown> = {}
  for (const row of yaml.split('\n')) {
    if (row.trim() === '') continue
    const match = /^([A-Za-z_][\w-]*):(?:[ \t]+([\p{L}\p{N}][^:#{}[\]&*!|>'"%@`]*))?$/u.exec(row)
    if (match === null || match[2] === undefined) return null
    fields[match[1]!.toLowerCase()] = match[2].trim()
  }
  return fields
}

async function yamlFields(yaml: string): Promise<Fields | null> {
  const { parse } = await import('yaml')
  try {
    const value: unknown = parse(yaml, { schema: 'core', maxAliasCount: 20, logLevel: 'silent', prettyErrors: false })
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]))
  } catch {
    return null
  }
}

function looseFields(yaml: string): Fields {
  const fields: Record<string, unknown> = {}
  for (const match of yaml.matchAll(/^([A-Za-z_][\w-]{0,40}):[ \t]*(.{1,500})$/gm)) fields[match[1]!.toLowerCase()] = unquote(match[2]!)
  return fields
}

const unquote = (value: string) => value.trim().replace(/^(['"])(.*)\1$/, '$2')

const line = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? normaliseLine(String(value)) : null

const names = (value: unknown): unknown =>
  Array.isArray(value)
    ? value
        .slice(0, 10)
        .map((entry) => (typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : entry))
        .filter((entry) => typeof entry === 'string')
        .join(', ')
    : value

function labels(...values: readonly unknown[]): string[] {
  const all = values.flatMap((value) => (Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;]/) : []))
  const clean = all.slice(0, 500).map((label) => line(label)?.replace(/^#/, '') ?? '')
  return [...new Set(clean.filter((label) => label !== '' && label.length <= 100))].slice(0, MOST_LABELS)
}

/** A date as people write it in front matter; null when it is none or out of reach. */
export function instant(value: unknown): string | null {
  const date =
    value instanceof Date ? value : typeof value === 'string' && /\d{4}/.test(value) && value.length < 40 ? new Date(value) : null
  if (date === null || Number.isNaN(date.getTime())) return null
  const year = date.getUTCFullYear()
  return year >= 1900 && year <= 2200 ? date.toISOString() : null
}
