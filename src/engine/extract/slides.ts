import { normaliseLine } from './normalise.ts'

/** One slide of a presentation of any make. */
export interface Slide {
  readonly title: string
  readonly hidden: boolean
  readonly body: string
  /** What the speaker has before him. */
  readonly notes: string
  readonly comments: readonly string[]
}

/** Slides as Markdown, each under a heading with its number; what has neither text nor title is left out. */
export function slidesMarkdown(slides: readonly Slide[]): string {
  const parts: string[] = []
  slides.forEach(({ title, hidden, body, notes, comments }, i) => {
    const name = normaliseLine(title)
    if (name === null && body === '' && notes === '' && comments.length === 0) return
    parts.push(`## Slide ${i + 1}${name === null ? '' : `: ${name}`}${hidden ? ' (hidden)' : ''}`)
    if (body !== '') parts.push(body)
    if (notes !== '') parts.push(`### Notes`, notes)
    if (comments.length > 0) parts.push(`### Comments`, comments.map((comment) => `- ${comment.replace(/\s+/g, ' ')}`).join('\n'))
  })
  return parts.join('\n\n')
}
