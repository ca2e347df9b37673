import type { Extracted } from './extracted.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

/** A message as its format tells it, before it is a document. */
export interface MailMessage {
  readonly subject: string | null
  readonly from: readonly Person[]
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  readonly bcc: readonly Person[]
  /** ISO 8601 in UTC; null when the message does not say or what it says is no date. */
  readonly sentAt: string | null
  readonly text: string | null
  readonly html: string | null
  /** Names of what hangs on it and is not read by itself. */
  readonly attached: readonly string[]
}

export interface Person {
  readonly name: string
  readonly address: string
}

/** Lists of recipients are cut here: nobody looks for the five-thousandth. */
const mostPeople = 500

/** A message as a document: who wrote it to whom and when, then what it says. */
export function mailDocument(message: MailMessage, mimeType: string, extractor: string): Omit<Extracted, 'parts'> {
  const people = (label: string, list: readonly Person[]) => (list.length === 0 ? [] : [`${label}: ${peopleLine(list)}`])
  const head = [
    ...people('From', message.from),
    ...people('To', message.to),
    ...people('Cc', message.cc),
    ...people('Bcc', message.bcc),
    ...(message.sentAt === null ? [] : [`Date: ${message.sentAt.slice(0, 16).replace('T', ' ')}`]),
    ...(message.attached.length === 0 ? [] : [`Attached: ${message.attached.join(', ')}`]),
  ]
  const recipients = peopleLine([...message.to, ...message.cc, ...message.bcc])
  return {
    text: normaliseText([head.join('\n'), bodyOf(message)].filter((part) => part.trim() !== '').join('\n\n')),
    layout: 'markdown',
    title: normaliseLine(message.subject ?? ''),
    author: normaliseLine(peopleLine(message.from)),
    createdAt: message.sentAt,
    updatedAt: message.sentAt,
    recipients: recipients === '' ? null : recipients,
    mimeType,
    extractor,
  }
}

/**
 * The plain body says the same in fewer words, unless it only says that there is another one. What the other one says
 * besides comes after it: people see the one or the other, as their program likes.
 */
function bodyOf({ text, html }: MailMessage): string {
  const plain = (text ?? '').trim()
  if (html === null || html.trim() === '') return plain
  const { markdown } = htmlToMarkdown(html)
  if (plain === '' || markdown.length > 3 * plain.length) return markdown
  const said = new Set(wordsIn(plain))
  const besides = markdown.split(/\n{2,}/).filter((part) => {
    const words = wordsIn(part)
    return words.filter((word) => !said.has(word)).length > words.length / 2
  })
  return [plain, ...besides].join('\n\n')
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []

const peopleLine = (people: readonly Person[]): string =>
  people
    .slice(0, mostPeople)
    .flatMap(
      ({ name, address }) =>
        normaliseLine(name === '' || name === address ? address : address === '' ? name : `${name} <${address}>`) ?? [],
    )
    .join(', ') + (people.length > mostPeople ? ` and ${people.length - mostPeople} more` : '')

/** A date of a message: clocks of mail programs are wrong by decades, and then say nothing. */
export function sentInstant(value: string | undefined): string | null {
  const date = new Date(value ?? '')
  const year = date.getUTCFullYear()
  return year >= 1980 && year < 2100 ? date.toISOString() : null
}
