import type { Extracted } from '../extracted.ts'
import { extractors } from '../extractors.ts'
import { htmlToMarkdown } from '../html-to-markdown.ts'
import { normaliseLine, normaliseText } from '../normalise.ts'

/** A page of Confluence's HTML export: title without its space, where it hangs, who wrote it and when, its text and comments. */
export function confluencePage(raw: string): Extracted {
  const { title: whole } = htmlToMarkdown(raw.slice(0, 20_000))
  const [space, ...rest] = (normaliseLine(whole ?? '') ?? '').split(' : ')
  const title = rest.length > 0 ? rest.join(' : ') : (space ?? null)
  const above = words(/<ol id="breadcrumbs">([\s\S]*?)<\/ol>/.exec(raw)?.[1] ?? '', /<li[^>]*>([\s\S]*?)<\/li>/g)
  const about = /<div class="page-metadata">([\s\S]{0,2000}?)<\/div>/.exec(raw)?.[1] ?? ''
  const person = (kind: string) => words(about, new RegExp(`<span class=["']${kind}["']>([\\s\\S]*?)</span>`, 'g'))[0] ?? null
  const on = /\bon (\w{3,9} \d{1,2}, \d{4})/.exec(text(about))?.[1]
  const start = raw.search(/<div id="main-content"/)
  const end = raw.search(/<div id="footer"/)
  const { markdown } = htmlToMarkdown(start < 0 ? raw : raw.slice(start, end < start ? undefined : end))
  const place = above.join(' › ')
  return {
    text: normaliseText(place === '' ? markdown : `${place}\n\n${markdown}`),
    layout: 'markdown',
    title,
    author: person('author') ?? person('editor'),
    updatedAt: on === undefined ? null : new Date(`${on} UTC`).toISOString(),
    labels: words(/<ul class="label-list[^"]*"[^>]*>([\s\S]*?)<\/ul>/.exec(raw)?.[1] ?? '', /<a[^>]*>([\s\S]*?)<\/a>/g),
    mimeType: 'text/html',
    extractor: extractors.export,
  }
}

const text = (html: string): string => htmlToMarkdown(html).markdown

const words = (html: string, each: RegExp): readonly string[] =>
  [...html.matchAll(each)].flatMap((match) => normaliseLine(text(match[1]!)) ?? [])
