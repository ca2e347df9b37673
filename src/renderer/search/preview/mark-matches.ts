import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import { findTerms } from './highlight.ts'

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'pre', 'tr', 'blockquote'])
const directed = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th', 'blockquote'])

/**
 * Wraps every term in a `mark`, and writes onto marks and blocks where in the document they stand (`data-at`): an offset in
 * the rendered source plus `base`. Blocks take the direction of their own text.
 */
export function markMatches(tree: Root, terms: readonly string[], base: number): void {
  tree.children = visited(tree.children, terms, base, base) as RootContent[]
}

function visited<T extends RootContent | ElementContent>(nodes: readonly T[], terms: readonly string[], base: number, above: number): T[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return split(node, terms, base, above) as T[]
    if (node.type !== 'element') return [node]
    const at = node.position?.start.offset
    const place = at === undefined ? above : base + at
    node.properties = {
      ...node.properties,
      ...(blocks.has(node.tagName) && at !== undefined ? { 'data-at': place } : {}),
      ...(directed.has(node.tagName) ? { dir: 'auto' } : {}),
    }
    node.children = visited(node.children, terms, base, place)
    return [node]
  })
}

function split(node: Text, terms: readonly string[], base: number, above: number): (Text | Element)[] {
  const text = node.value
  const found = findTerms(text, terms)
  if (found.length === 0) return [node]
  const offset = node.position?.start.offset
  const start = offset === undefined ? above : base + offset
  let at = 0
  const parts: (Text | Element)[] = []
  for (const [from, to] of found) {
    if (from > at) parts.push({ type: 'text', value: text.slice(at, from) })
    parts.push({
      type: 'element',
      tagName: 'mark',
      properties: { 'data-at': start + from },
      children: [{ type: 'text', value: text.slice(from, to) }],
    })
    at = to
  }
  if (at < text.length) parts.push({ type: 'text', value: text.slice(at) })
  return parts
}
