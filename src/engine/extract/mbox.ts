import { createHash } from 'node:crypto'
import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine } from './normalise.ts'
import type { Parts } from './parts.ts'
import type { OpenFile } from './read-content.ts'

const BLOCK = 1_048_576
/** A head that is longer than this is not looked through for the message's id. */
const mostHead = 65_536

/**
 * A mailbox of many messages (RFC 4155): each is a part, a stretch of the file, so that nothing is unpacked and a message
 * that stays is not read again when others come. `onPages` hears how far it has come.
 */
export function extractMbox(file: OpenFile, name: string, parts: Parts, onPages: (pages: number) => void): Extracted {
  const takes = parts.takes('mailbox')
  let messages = 0
  let beyond = 0
  // A MB of mail may take as long as ten pages.
  let pages = 0
  const onBlock = () => {
    pages += 10
    onPages(pages)
  }
  for (const { start, end } of messagesOf(file, onBlock)) {
    if (end <= start) continue
    messages++
    if (!takes) continue
    if (parts.isFull()) {
      beyond++
      continue
    }
    const version = hashOf(file, start, end)
    const id = messageId(file.read(start, Math.min(end, start + mostHead))) ?? version
    parts.range(
      {
        container: 'mailbox',
        name: 'message.eml',
        part: createHash('sha256').update(id).digest('hex').slice(0, 24),
        mimeType: 'message/rfc822',
      },
      start,
      end,
      version,
    )
  }
  if (beyond > 0) parts.left({ container: 'mailbox', name: `${beyond} more messages`, part: 'more' }, 'too-many')
  return {
    text: `${normaliseLine(name) ?? 'Mailbox'}: ${messages} ${messages === 1 ? 'message' : 'messages'}`,
    layout: 'prose',
    title: null,
    mimeType: 'application/mbox',
    extractor: extractors.mailbox,
    parts: parts.done(),
  }
}

/** A line that begins a message names who sent it and when; any other line with that word is text. */
const beginning = /^From (?=.{0,500}\d\d:\d\d).{0,500}\d{4}/

/** Where the messages lie, without the lines that part them. */
function* messagesOf(file: OpenFile, onBlock: () => void): Generator<{ readonly start: number; readonly end: number }> {
  let start: number | null = null
  for (const { at, after } of fromLines(file, onBlock)) {
    if (start !== null) yield { start, end: at }
    start = after
  }
  yield { start: start ?? 0, end: file.bytes }
}

/** Lines that begin a message: at the beginning of the file, or behind an empty line. */
function* fromLines(file: OpenFile, onBlock: () => void): Generator<{ readonly at: number; readonly after: number }> {
  const marker = Buffer.from('\nFrom ')
  for (let from = 0; from < file.bytes; from += BLOCK) {
    onBlock()
    // Enough of the next block to see a line that begins in this one to its end.
    const block = file.read(from, Math.min(file.bytes, from + BLOCK + 1_024))
    const line = (at: number): { at: number; after: number } | null => {
      const end = block.indexOf(10, at)
      return end >= 0 && beginning.test(block.toString('latin1', at, Math.min(end, at + 1_000)))
        ? { at: from + at, after: from + end + 1 }
        : null
    }
    const first = from === 0 && block.toString('latin1', 0, 5) === 'From ' ? line(0) : null
    if (first !== null) yield first
    for (let at = block.indexOf(marker); at >= 0 && at < BLOCK; at = block.indexOf(marker, at + 1)) {
      const before = file.read(Math.max(0, from + at - 2), from + at).toString('latin1')
      const found = from + at === 0 || /\n\r?$/.test(before) ? line(at + 1) : null
      if (found !== null) yield found
    }
  }
}

function hashOf(file: OpenFile, start: number, end: number): string {
  const hash = createHash('sha256')
  for (let at = start; at < end; at += BLOCK) hash.update(file.read(at, Math.min(end, at + BLOCK)))
  return hash.digest('hex')
}

function messageId(head: Buffer): string | null {
  const end = head.indexOf('\n\n')
  const text = head.toString('latin1', 0, end < 0 ? head.length : end)
  return /^message-id:\s*(<[^>\s]{1,500}>)/im.exec(text)?.[1] ?? null
}
