import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import type { OutlineEntry } from './pdf-markdown.ts'

const mostEntries = 5_000
const deepest = 6

/** The document's table of contents with the page each entry leads to, as far as it can be told. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<readonly OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  type Node = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>[number]
  const walk = async (nodes: readonly Node[], level: number): Promise<void> => {
    for (const node of nodes) {
      if (entries.length >= mostEntries) return
      const page = await pageOf(pdf, node.dest).catch(() => null)
      if (page !== null) entries.push({ title: node.title, level, page })
      if (level < deepest) await walk(node.items ?? [], level + 1)
    }
  }
  await walk((await pdf.getOutline().catch(() => null)) ?? [], 1)
  return entries
}

async function pageOf(pdf: PDFDocumentProxy, dest: unknown): Promise<number | null> {
  const target: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
  const page: unknown = Array.isArray(target) ? target[0] : null
  if (typeof page === 'number') return page
  return page === null || typeof page !== 'object' ? null : await pdf.getPageIndex(page as { num: number; gen: number })
}

/** Marked contents of a page that its tags call headings, by id, with their level. */
export async function taggedHeadings(page: PDFPageProxy): Promise<ReadonlyMap<string, number>> {
  const headings = new Map<string, number>()
  const waiting: { node: TagNode; level: number }[] = [
    { node: ((await page.getStructTree().catch(() => null)) ?? {}) as TagNode, level: 0 },
  ]
  for (let seen = 0; waiting.length > 0 && seen < 100_000; seen++) {
    const { node, level } = waiting.pop()!
    if (node.type === 'content' && node.id !== undefined && level > 0) headings.set(node.id, level)
    const own = /^H([1-6])?$/.exec(node.role ?? '')
    const below = own === null ? (node.role === 'Title' ? 1 : level) : Number(own[1] ?? 2)
    for (const child of node.children ?? []) waiting.push({ node: child, level: below })
  }
  return headings
}

interface TagNode {
  readonly role?: string
  readonly type?: string
  readonly id?: string
  readonly children?: readonly TagNode[]
}

/** What is written on a page beside its text: comments, free text, and the fields of forms as they are filled in. */
export async function annotationTexts(page: PDFPageProxy): Promise<readonly string[]> {
  const annotations = (await page.getAnnotations().catch(() => [])) as readonly Annotation[]
  const texts = new Set<string>()
  for (const { subtype, contentsObj, textContent, fieldValue, fieldType } of annotations) {
    if (subtype === 'Link' || subtype === 'Popup') continue
    const shown = textContent?.join(' ') ?? ''
    const value = fieldType === 'Tx' || fieldType === 'Ch' ? [fieldValue].flat().filter((part) => typeof part === 'string') : []
    for (const text of [contentsObj?.str ?? '', shown, value.join(', ')]) {
      const said = text.replace(/[ \t]+/g, ' ').trim()
      if (said !== '') texts.add(said)
    }
  }
  return [...texts].filter((text) => ![...texts].some((other) => other !== text && squeeze(other) === squeeze(text) && other > text))
}

const squeeze = (text: string) => text.replace(/\s+/g, '')

interface Annotation {
  readonly subtype?: string
  readonly contentsObj?: { readonly str: string }
  readonly textContent?: readonly string[]
  readonly fieldValue?: unknown
  readonly fieldType?: string
}
