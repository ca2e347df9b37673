import PostalMime, { type Address, type Attachment, decodeWords, type Email } from 'postal-mime'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { mailDocument, type Person, sentInstant } from './mail-message.ts'
import { normaliseLine } from './normalise.ts'
import type { Parts } from './parts.ts'

/**
 * A message (RFC 5322 and MIME): headers, people, date, body; attachments, messages and invitations in it are parts. Pictures
 * that its HTML shows are decoration and left out.
 */
export async function extractEml(bytes: Buffer, parts: Parts): Promise<Extracted> {
  const takes = parts.takes('message')
  const email = await parse(withoutEnvelope(bytes), takes)
  const attached: string[] = []
  for (const [at, attachment] of email.attachments.entries()) {
    if (isDecoration(attachment)) continue
    const facts = { container: 'message', name: nameOf(attachment, at), mimeType: attachment.mimeType } as const
    if (!takes) attached.push(facts.name)
    // Only the keys of a mail program open these.
    else if (isSealed(attachment)) parts.left(facts, 'unsupported', sizeOf(attachment))
    else await parts.file(facts, [contentOf(attachment)])
  }
  const document = mailDocument(
    {
      subject: email.subject ?? null,
      from: people(email.from === undefined ? (email.sender === undefined ? [] : [email.sender]) : [email.from]),
      to: people(email.to),
      cc: people(email.cc),
      bcc: people(email.bcc),
      sentAt: sentInstant(email.date) ?? sentInstant(receivedAt(email)),
      text: email.text ?? null,
      html: email.html ?? null,
      attached,
    },
    'message/rfc822',
    extractors.mail,
  )
  const labels = gmailLabels(email)
  // What has neither a header of a message nor text is something else by that name.
  if (document.text === '' && document.title === null && parts.done().length === 0) throw new ExtractError('corrupt', 'no message')
  return { ...document, labels, text: document.text === '' ? (document.title ?? attached.join('\n')) : document.text, parts: parts.done() }
}

async function parse(bytes: Buffer, apart: boolean): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: apart,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: 256,
      maxHeadersSize: 8 * 1_048_576,
    })
  } catch (cause) {
    const message = String(cause)
    throw new ExtractError(/maximum|nesting|exceed/i.test(message) ? 'too-complex' : 'corrupt', message, cause)
  }
}

/** Mail programs put a line of their own before a message: `From …` of a mailbox, or its length in bytes (Apple Mail). */
function withoutEnvelope(bytes: Buffer): Buffer {
  const end = bytes.subarray(0, 1_000).indexOf(10)
  const first = end < 0 ? '' : bytes.toString('latin1', 0, end)
  if (first.startsWith('From ')) return bytes.subarray(end + 1)
  const length = /^(\d{1,12})\s*$/.exec(first)?.[1]
  return length === undefined ? bytes : bytes.subarray(end + 1, end + 1 + Number(length))
}

function people(addresses: readonly Address[] | undefined): readonly Person[] {
  return (addresses ?? []).flatMap((one) => (one.group === undefined ? [one] : one.group)).map(({ name, address }) => ({ name, address }))
}

/** The last server to touch it wrote the first of these, with the time after a semicolon. */
const receivedAt = (email: Email): string | undefined =>
  email.headers
    .find(({ key }) => key === 'received')
    ?.value.split(';')
    .at(-1)

/** What Google's Takeout says of a message: the labels that stand for folders. */
const gmailLabels = (email: Email): readonly string[] =>
  decodeWords(email.headers.find(({ key }) => key === 'x-gmail-labels')?.value ?? '')
    .split(',')
    .flatMap((label) => normaliseLine(label) ?? [])

const isDecoration = ({ related, disposition, mimeType, contentId }: Attachment): boolean =>
  mimeType.startsWith('image/') && disposition !== 'attachment' && (related === true || contentId !== undefined)

const isSealed = ({ mimeType, filename }: Attachment): boolean =>
  /^application\/(x-)?(pkcs7-mime|pkcs7-signature|pgp-encrypted|pgp-signature|pgp-keys)$/.test(mimeType) ||
  /\.(p7m|p7s|asc|pgp)$/i.test(filename ?? '')

const extensions: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/html': 'html',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
}

function nameOf({ filename, mimeType }: Attachment, at: number): string {
  const given = normaliseLine((filename ?? '').split(/[\\/]/).at(-1)!)
  if (given !== null) return given
  const extension = extensions[mimeType]
  const kind = mimeType === 'message/rfc822' ? 'message' : mimeType === 'text/calendar' ? 'invitation' : 'attachment'
  return `${kind} ${at + 1}${extension === undefined ? '' : `.${extension}`}`
}

const contentOf = ({ content }: Attachment): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content))
const sizeOf = (attachment: Attachment): number => contentOf(attachment).length
