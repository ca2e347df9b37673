import { kindOf } from '../../../shared/document-kinds.ts'
import type { Layout } from './split-text.ts'

/** How a document's text is laid out. What is made of web pages, office documents and mail is Markdown. */
export function layoutOf(mimeType: string, text: string): Layout {
  const kind = kindOf(mimeType)
  if (kind === 'code') return 'code'
  if (kind === 'text' || kind === null) return 'plain'
  if (kind === 'pdf') return /^#{1,6} \S/m.test(text) ? 'markdown' : 'plain'
  return /csv|tab-separated/.test(mimeType) && !text.trimStart().startsWith('|') ? 'plain' : 'markdown'
}

/** A part that one can go to: a heading, a slide, a sheet. */
export interface Part {
  readonly title: string
  /** 1 to 6. */
  readonly level: number
  /** Where it begins in the document's text. */
  readonly at: number
}

/** The parts of a Markdown text that begins at `start` in its document. */
export function outlineOf(text: string, start: number): readonly Part[] {
  const parts: Part[] = []
  let fenced: string | null = null
  let at = 0
  for (const line of text.split('\n')) {
    const fence = /^ {0,3}(```+|~~~+)/.exec(line)?.[1]
    if (fence !== undefined) fenced = fenced === null ? fence : fence.startsWith(fenced) ? null : fenced
    const heading = fenced === null ? /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) : null
    if (heading !== null && heading[2] !== '')
      parts.push({ level: heading[1]?.length ?? 1, title: plain(heading[2] ?? ''), at: start + at })
    at += line.length + 1
  }
  return parts
}

const plain = (markdown: string): string => markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`\\]/g, '')

/** The lines that stand before a message: who, to whom, when. */
export interface MessageHead {
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Where what it says begins. */
  readonly end: number
}

const field = /^(From|To|Cc|Bcc|Reply-To|Date|Sent|Subject|Attached|Organisation|Organization): (.*)$/

/** Reads the head of a message's text; null when it has none. */
export function messageHead(text: string): MessageHead | null {
  const fields: (readonly [string, string])[] = []
  let at = 0
  for (const line of text.split('\n', 40)) {
    const [, name, value] = field.exec(line) ?? []
    if (name === undefined || value === undefined) break
    fields.push([name, value])
    at += line.length + 1
  }
  return fields.length === 0 ? null : { fields, end: Math.min(text.length, at + (text[at] === '\n' ? 1 : 0)) }
}

/** `Ada Lovelace <ada@example.org>` as `Ada Lovelace`. */
export const personName = (author: string): string => author.replace(/\s*<[^<>]*>/g, '').trim() || author
