import { z } from 'zod'
import type { RichText } from './shapes.ts'

/** Names for what mentions only point at. */
export interface Names {
  /** The title of a page or database by its id, where it is known. */
  title(id: string): string | null
  person(id: string): string | null
}

export const noNames: Names = { title: () => null, person: () => null }

const mention = z
  .object({
    type: z.string(),
    user: z.object({ id: z.string(), name: z.string().nullish() }).loose().optional(),
    date: z.object({ start: z.string(), end: z.string().nullish(), time_zone: z.string().nullish() }).optional(),
    page: z.object({ id: z.string() }).optional(),
    database: z.object({ id: z.string() }).optional(),
    link_mention: z.object({ href: z.string(), title: z.string().nullish() }).loose().optional(),
    link_preview: z.object({ url: z.string() }).loose().optional(),
    custom_emoji: z.object({ name: z.string().nullish() }).loose().optional(),
  })
  .loose()

/** Rich text as Markdown: neighbours of one look are one run, and signs stand close to the words. */
export function richTextMarkdown(texts: readonly RichText[], names: Names = noNames): string {
  let markdown = ''
  for (let at = 0; at < texts.length; ) {
    const look = lookOf(texts[at]!)
    let run = ''
    do run += oneText(texts[at]!, names)
    while (++at < texts.length && lookOf(texts[at]!) === look)
    markdown += marked(run, look)
  }
  return markdown
}

/** The same without any signs. */
export const richTextWords = (texts: readonly RichText[], names: Names = noNames): string =>
  texts.map((text) => oneText(text, names)).join('')

function oneText(text: RichText, names: Names): string {
  if (text.type === 'equation') return text.equation === undefined ? text.plain_text : `$${text.equation.expression}$`
  if (text.type !== 'mention') return text.plain_text
  const found = mention.safeParse(text.mention)
  if (!found.success) return text.plain_text
  const { user, date, page, database, link_mention, link_preview, custom_emoji } = found.data
  if (user !== undefined) return text.plain_text || `@${user.name ?? names.person(user.id) ?? ''}`
  if (date !== undefined) return dateWords(date)
  const target = page ?? database
  if (target !== undefined) return names.title(target.id) ?? text.plain_text
  if (link_mention !== undefined) return link_mention.title ? `${link_mention.title} (${link_mention.href})` : link_mention.href
  if (link_preview !== undefined) return link_preview.url
  if (custom_emoji !== undefined) return text.plain_text || `:${custom_emoji.name ?? ''}:`
  return text.plain_text
}

/** A date or a stretch of time, as Notion has it. */
export const dateWords = ({
  start,
  end,
  time_zone,
}: {
  start: string
  end?: string | null | undefined
  time_zone?: string | null | undefined
}): string => `${start}${end ? ` → ${end}` : ''}${time_zone ? ` (${time_zone})` : ''}`

/** What is written around a run, from the inside out; a link's address at the end. */
function lookOf({ annotations = {}, href, type, mention: mentioned }: RichText): string {
  const { code = false, bold = false, italic = false, strikethrough = false } = annotations
  const signs = [code && '`', bold && '**', italic && '*', strikethrough && '~~'].filter((sign) => sign !== false)
  const link = type === 'mention' || mentioned !== undefined ? '' : (href ?? '')
  return [...signs, link].join('\n')
}

function marked(text: string, look: string): string {
  const signs = look.split('\n')
  const link = signs.pop()!
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) as unknown as [string, string, string, string]
  if (words === '') return text
  let inner = words
  for (const sign of signs) inner = `${sign}${inner}${sign}`
  return `${before}${link === '' ? inner : `[${inner}](${link})`}${after}`
}
