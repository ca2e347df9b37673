import { findTerms } from './highlight.ts'

/** The little of hast (the tree react-markdown renders) that is needed here. */
interface Node {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
  position?: { readonly start: { readonly offset?: number } }
}

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'pre', 'tr', 'blockquote'])

/** Wraps every term in a `mark`, and writes onto marks and blocks where in the source they stand (`data-at`). */
export function markMatches(terms: readonly string[]) {
  return (tree: Node): void => visit(tree, terms)
}

function visit(node: Node, terms: readonly string[]): void {
  const at = node.position?.start.offset
  if (at !== undefined && node.tagName !== undefined && blocks.has(node.tagName)) node.properties = { ...node.properties, 'data-at': at }
  if (node.children === undefined) return
  node.children = node.children.flatMap((child) => (child.type === 'text' ? split(child, terms) : [child]))
  for (const child of node.children) if (child.tagName !== 'mark') visit(child, terms)
}

function split(node: Node, terms: readonly string[]): Node[] {
  const text = node.value ?? ''
  const found = findTerms(text, terms)
  if (found.length === 0) return [node]
  const base = node.position?.start.offset ?? 0
  let at = 0
  const parts: Node[] = []
  for (const [start, end] of found) {
    if (start > at) parts.push({ type: 'text', value: text.slice(at, start) })
    parts.push({
      type: 'element',
      tagName: 'mark',
      properties: { 'data-at': base + start },
      children: [{ type: 'text', value: text.slice(start, end) }],
    })
    at = end
  }
  if (at < text.length) parts.push({ type: 'text', value: text.slice(at) })
  return parts
}
