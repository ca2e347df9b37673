import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { type FrontMatter, readFrontMatter, splitFrontMatter } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

const nothing: FrontMatter = { title: null, author: null, createdAt: null, updatedAt: null, labels: [], summary: null }

/** Markdown: its front matter becomes metadata, the rest is the text as it stands. Embeds and includes are never followed. */
export async function extractMarkdown(raw: string): Promise<Extracted> {
  const { yaml, body } = splitFrontMatter(normaliseText(raw))
  const { summary, ...meta } = yaml === null ? nothing : await readFrontMatter(yaml)
  const text = summary !== null && !body.includes(summary) ? `${summary}\n\n${body}` : body
  // A note that is all front matter is still found by what stands there.
  const whole = text.trim() === '' && yaml !== null ? yaml : text
  return {
    ...meta,
    text: whole,
    title: meta.title ?? firstHeading(body),
    layout: 'markdown',
    mimeType: 'text/markdown',
    extractor: extractors.markdown,
  }
}

/** The first heading, if nothing but a few lines stands before it. */
function firstHeading(body: string): string | null {
  const head = body.slice(0, 4000)
  const match = /^ {0,3}#{1,2}[ \t]+(.+?)[ \t]*#*[ \t]*$|^(?!\s*[-=#>|*+])(.{1,200})\n=+[ \t]*$/m.exec(head)
  const title = match?.[1] ?? match?.[2]
  if (title === undefined) return null
  const before = head.slice(0, match!.index)
  if (/^(```|~~~)/m.test(before) || before.trim().split('\n').length > 6) return null
  return normaliseLine(title.replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1').replace(/[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, ''))
}
