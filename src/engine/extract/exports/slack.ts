import { z } from 'zod'
import { ExtractError, type Extracted, Skipped } from '../extracted.ts'
import { extractors } from '../extractors.ts'
import type { About } from '../formats.ts'
import { normaliseLine, normaliseText } from '../normalise.ts'

/** What counts of a message; anything may be missing. */
const message = z
  .object({
    type: z.string(),
    subtype: z.string(),
    ts: z.string(),
    thread_ts: z.string(),
    user: z.string(),
    username: z.string(),
    text: z.string(),
    user_profile: z.object({ real_name: z.string(), display_name: z.string() }).partial(),
    files: z.array(z.object({ name: z.string(), title: z.string() }).partial().nullable()),
    attachments: z.array(z.object({ title: z.string(), text: z.string(), fallback: z.string(), from_url: z.string() }).partial()),
  })
  .partial()
type Message = z.infer<typeof message>
const person = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  profile: z.object({ real_name: z.string(), display_name: z.string() }).partial().optional(),
})

/** Comings and goings are no conversation. */
const noise = /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive)|^bot_(add|remove)$|^tombstone$/

/**
 * A day of a channel of Slack's export: who said what and when. A thread is a part, titled by its first line. Names come
 * from the export's list of people.
 */
export function slackDay(raw: string, { name, path, beside, parts }: About): Extracted {
  const messages = parse(raw).filter(({ subtype, ts }) => ts !== undefined && !noise.test(subtype ?? ''))
  if (messages.length === 0) throw new Skipped('empty')
  const people = peopleOf(beside?.('users.json') ?? beside?.('../users.json') ?? null)
  const threads = Map.groupBy(messages, ({ thread_ts, ts }) => thread_ts ?? ts!)
  const loose: Message[] = []
  const titles: string[] = []
  const takes = parts.takes('export')
  for (const [ts, said] of threads) {
    const first = said[0]!
    if (!takes || (said.length === 1 && first.thread_ts === undefined)) loose.push(...said)
    else {
      const title = normaliseLine(textOf(first, people).split('\n')[0]!.slice(0, 100)) ?? 'Thread'
      titles.push(title)
      parts.text(
        {
          container: 'export',
          name: 'thread.md',
          part: ts,
          title,
          author: nameOf(first, people),
          createdAt: instant(first.ts!),
          updatedAt: instant(said.at(-1)!.ts!),
          mimeType: 'text/markdown',
        },
        said.map((one) => spoken(one, people)).join('\n\n'),
      )
    }
  }
  const channel = path.at(-1)
  const body = [...loose.map((one) => spoken(one, people)), ...titles.map((title) => `Thread: ${title}`)].join('\n\n')
  return {
    text: normaliseText(body),
    layout: 'markdown',
    title: normaliseLine(`${channel === undefined ? '' : `#${channel}, `}${name.replace('.json', '')}`),
    author: null,
    createdAt: instant(messages[0]!.ts!),
    updatedAt: instant(messages.at(-1)!.ts!),
    mimeType: 'application/json',
    extractor: extractors.export,
    parts: parts.done(),
  }
}

function parse(raw: string): readonly Message[] {
  try {
    const all: unknown = JSON.parse(raw)
    if (Array.isArray(all)) return all.flatMap((one) => message.safeParse(one).data ?? [])
  } catch {}
  throw new ExtractError('corrupt', 'no list of messages')
}

function peopleOf(file: Buffer | null): ReadonlyMap<string, string> {
  if (file === null) return new Map()
  try {
    const all: unknown = JSON.parse(file.toString('utf8'))
    const known = (Array.isArray(all) ? all : []).flatMap((one) => person.safeParse(one).data ?? [])
    return new Map(
      known.map(({ id, name, real_name, profile }) => [id, profile?.display_name || profile?.real_name || real_name || name || id]),
    )
  } catch {
    // Without the list people keep the ids that Slack gave them.
    return new Map()
  }
}

const nameOf = ({ user, username, user_profile }: Message, people: ReadonlyMap<string, string>): string =>
  (user === undefined ? undefined : people.get(user)) ||
  user_profile?.display_name ||
  user_profile?.real_name ||
  username ||
  user ||
  'Somebody'

const spoken = (one: Message, people: ReadonlyMap<string, string>): string =>
  `**${nameOf(one, people)}** ${(instant(one.ts!) ?? '').slice(11, 16)}\n${textOf(one, people)}`

/** Slack's own markup: mentions, channels, links, escapes. */
function textOf({ text, files, attachments }: Message, people: ReadonlyMap<string, string>): string {
  const plain = (text ?? '')
    .replace(/<@(\w+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `@${people.get(id) ?? label ?? id}`)
    .replace(/<#\w+\|([^>]*)>/g, '#$1')
    .replace(/<!(?:subteam\^\w+\|)?@?([^>|]+)[^>]*>/g, '@$1')
    .replace(/<((?:https?|mailto):[^>|]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) =>
      label === undefined ? url : `[${label}](${url})`,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  const named = (files ?? []).flatMap((file) => normaliseLine(file?.title ?? file?.name ?? '') ?? [])
  const quoted = (attachments ?? []).flatMap(
    ({ title, text, fallback, from_url }) => normaliseLine([title, text ?? fallback, from_url].filter(Boolean).join(': ')) ?? [],
  )
  return [plain, ...quoted.map((line) => `> ${line}`), ...named.map((file) => `File: ${file}`)].filter((line) => line !== '').join('\n')
}

function instant(ts: string): string | null {
  const ms = Number(ts) * 1_000
  return Number.isFinite(ms) && ms > 0 && ms < 4e12 ? new Date(ms).toISOString() : null
}
