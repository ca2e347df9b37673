import { z } from 'zod'
import { ExtractError, type Extracted, Skipped } from '../extracted.ts'
import { extractors } from '../extractors.ts'
import type { About } from '../formats.ts'
import { normaliseLine, normaliseText } from '../normalise.ts'

const note = z
  .object({
    title: z.string(),
    textContent: z.string(),
    listContent: z.array(z.object({ text: z.string(), isChecked: z.boolean() }).partial()),
    labels: z.array(z.object({ name: z.string() })),
    annotations: z.array(z.object({ url: z.string(), title: z.string(), description: z.string() }).partial()),
    createdTimestampUsec: z.number(),
    userEditedTimestampUsec: z.number(),
    isTrashed: z.boolean(),
    isArchived: z.boolean(),
  })
  .partial()

/** A note of Google Keep, as Takeout writes it. */
export function keepNote(raw: string): Extracted {
  const { title, textContent, listContent, labels, annotations, isTrashed, isArchived, ...times } = parse(note, raw)
  const list = (listContent ?? []).map(({ text, isChecked }) => `- [${isChecked === true ? 'x' : ' '}] ${text ?? ''}`)
  const links = (annotations ?? []).map((one) => [one.title, one.description, one.url].filter(Boolean).join(' — '))
  const text = [textContent ?? '', list.join('\n'), links.join('\n')].filter((part) => part.trim() !== '').join('\n\n')
  const named = normaliseLine(title ?? '')
  return {
    text: normaliseText(text === '' ? (named ?? '') : text),
    layout: 'markdown',
    title: named,
    createdAt: instant(times.createdTimestampUsec),
    updatedAt: instant(times.userEditedTimestampUsec),
    labels: [
      ...(labels ?? []).flatMap((label) => normaliseLine(label.name) ?? []),
      ...(isArchived === true ? ['Archived'] : []),
      ...(isTrashed === true ? ['Trash'] : []),
    ],
    mimeType: 'application/json',
    extractor: extractors.export,
  }
}

/** Takeout writes every note twice; the page says less than the data. */
export function keepTwin(): never {
  throw new Skipped('twin')
}

const chat = z.object({
  messages: z.array(
    z
      .object({
        creator: z.object({ name: z.string(), email: z.string() }).partial(),
        created_date: z.string(),
        text: z.string(),
        attached_files: z.array(z.object({ original_name: z.string() }).partial()),
      })
      .partial(),
  ),
})
const group = z.object({ name: z.string() }).partial()

/** A conversation of Google Chat, as Takeout writes it: a heading for each day, who said what and when. */
export function googleChat(raw: string, { beside }: About): Extracted {
  const said = parse(chat, raw).messages.filter(({ text, attached_files }) => text !== undefined || attached_files !== undefined)
  if (said.length === 0) throw new Skipped('empty')
  const people = [...new Set(said.flatMap(({ creator }) => normaliseLine(creator?.name ?? creator?.email ?? '') ?? []))]
  const info = beside?.('group_info.json') ?? null
  const name = info === null ? null : normaliseLine(group.safeParse(json(info.toString('utf8'))).data?.name ?? '')
  const days = Map.groupBy(said, ({ created_date }) => chatInstant(created_date)?.slice(0, 10) ?? 'Undated')
  const text = [...days].map(([day, messages]) => [`## ${day}`, ...messages.map(spoken)].join('\n\n')).join('\n\n')
  return {
    text: normaliseText(text),
    layout: 'markdown',
    title: name ?? `Chat with ${people.slice(0, 5).join(', ')}`,
    author: people.join(', ').slice(0, 300),
    createdAt: chatInstant(said[0]!.created_date),
    updatedAt: chatInstant(said.at(-1)!.created_date),
    mimeType: 'application/json',
    extractor: extractors.export,
  }
}

type ChatMessage = z.infer<typeof chat>['messages'][number]

function spoken({ creator, created_date, text, attached_files }: ChatMessage): string {
  const files = (attached_files ?? []).flatMap(({ original_name }) => (original_name === undefined ? [] : [`File: ${original_name}`]))
  return [`**${creator?.name ?? creator?.email ?? 'Somebody'}** ${chatInstant(created_date)?.slice(11, 16) ?? ''}`, text ?? '', ...files]
    .filter((line) => line !== '')
    .join('\n')
}

/** `Tuesday, January 5, 2021 at 10:03:00 AM UTC`, with spaces that look like others. */
function chatInstant(value: string | undefined): string | null {
  const date = new Date(
    (value ?? '')
      .replace(/[\u00a0\u202f]/g, ' ')
      .replace(/^\w+, /, '')
      .replace(' at ', ' '),
  )
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

const instant = (usec: number | undefined): string | null =>
  usec === undefined || !(usec > 0) || usec > 4e15 ? null : new Date(usec / 1_000).toISOString()

function parse<T>(shape: z.ZodType<T>, raw: string): T {
  const { data, error } = shape.safeParse(json(raw))
  if (data === undefined) throw new ExtractError('corrupt', String(error).slice(0, 300))
  return data
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}
