/** The filters of the query language, as people write them before the colon. */
const known = { source: true, type: true, in: true, from: true, title: true, lang: true, before: true, after: true } as const
export type FilterKey = keyof typeof known
export const filterKeys = Object.keys(known) as readonly FilterKey[]

/** One part of a query as it stands there, [start, end) in UTF-16 units. */
export interface QueryPart {
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly not: boolean
  /** What stands before the colon, in lower case; null for words and phrases. It need not be a key that exists. */
  readonly key: string | null
  readonly value: string
  readonly quoted: boolean
}

/** An optional minus, an optional `key:`, and a quoted or bare value. */
const part = /(?<minus>-)?(?:(?<key>[A-Za-z]+):)?(?:"(?<quoted>[^"]*)"|(?<bare>[^\s]+))/gy
/** A key whose value is still to be written. */
const begun = /(?<minus>-)?(?<key>[A-Za-z]+):"?(?=\s|$)/gy
const quotes = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/g

/** The parts of a query, in order. Never throws; the quotes of other keyboards count as plain ones. */
export function queryParts(query: string): readonly QueryPart[] {
  const text = query.replace(quotes, '"')
  const parts: QueryPart[] = []
  let at = 0
  while (at < text.length) {
    const match = /\s/.test(text[at] as string) ? null : (matchAt(begun, text, at) ?? matchAt(part, text, at))
    if (match === null) {
      at += 1
      continue
    }
    const { minus, key, quoted, bare } = match.groups as Readonly<Record<string, string | undefined>>
    const end = at + match[0].length
    const value = quoted ?? bare ?? ''
    parts.push({
      start: at,
      end,
      raw: match[0],
      not: minus !== undefined,
      key: key?.toLowerCase() ?? null,
      value,
      quoted: quoted !== undefined,
    })
    at = end
  }
  return parts
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

export const isFilterKey = (key: string | null): key is FilterKey => key !== null && Object.hasOwn(known, key)

/** A filter as it is written: quoted where its value has spaces. */
export const writeFilter = (key: FilterKey, value: string, not = false): string =>
  `${not ? '-' : ''}${key}:${/^[^\s"]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`}`

/** The query with its filters of these keys replaced by `next`, which may be empty; the words stay as they are. */
export function replaceFilters(query: string, keys: readonly FilterKey[], next: readonly string[]): string {
  const gone = queryParts(query).filter(({ key, not }) => !not && isFilterKey(key) && keys.includes(key))
  return [removeParts(query, gone), ...next].filter((text) => text !== '').join(' ')
}

/** The query without some of its parts. */
export function removeParts(query: string, gone: readonly QueryPart[]): string {
  let rest = ''
  let at = 0
  for (const { start, end } of gone) {
    rest += query.slice(at, start)
    at = end
  }
  return (rest + query.slice(at)).replace(/\s+/g, ' ').trim()
}
