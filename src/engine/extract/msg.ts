import { decompressRTF } from '@kenjiuno/decompressrtf'
import readerModule from '@kenjiuno/msgreader'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { mailDocument, type Person, sentInstant } from './mail-message.ts'
import { normaliseLine } from './normalise.ts'
import type { Parts } from './parts.ts'

// A CommonJS module whose default export is one of its properties.
const MsgReader = (readerModule as unknown as { default: typeof readerModule }).default ?? readerModule
type Fields = ReturnType<InstanceType<typeof MsgReader>['getFileData']>

/** A message as Outlook saves it: headers, people, date, body; attachments and messages in it are parts. */
export async function extractMsg(bytes: Buffer, parts: Parts): Promise<Extracted> {
  const takes = parts.takes('message')
  const reader = new MsgReader(new Uint8Array(bytes).buffer as unknown as DataView)
  const fields = read(() => reader.getFileData())
  if (fields.error !== undefined) throw new ExtractError('corrupt', fields.error)
  const attached: string[] = []
  for (const [at, attachment] of (fields.attachments ?? []).entries()) {
    if (attachment.pidContentId !== undefined && /\.(png|jpe?g|gif|bmp|svg)$/i.test(attachment.fileName ?? '')) continue
    const file = read(() => reader.getAttachment(attachment))
    const given = normaliseLine((attachment.fileName ?? attachment.name ?? file.fileName ?? '').split(/[\\/]/).at(-1)!)
    const name =
      attachment.innerMsgContent === true
        ? `${given ?? `message ${at + 1}`}`.replace(/(\.msg)?$/i, '.msg')
        : (given ?? `attachment ${at + 1}`)
    const facts = { container: 'message', name, ...(attachment.attachMimeTag ? { mimeType: attachment.attachMimeTag } : {}) } as const
    if (takes) await parts.file(facts, [file.content])
    else attached.push(name)
  }
  const recipients = (type: string) =>
    (fields.recipients ?? [])
      .filter(({ recipType }) => (recipType ?? 'to') === type)
      .map((person): Person => ({ name: person.name ?? '', address: person.smtpAddress ?? person.email ?? '' }))
  const sender = { name: fields.senderName ?? '', address: fields.senderSmtpAddress ?? fields.senderEmail ?? '' }
  const document = mailDocument(
    {
      subject: fields.subject ?? null,
      from: sender.name === '' && sender.address === '' ? [] : [sender.address.includes('@') ? sender : { ...sender, address: '' }],
      to: recipients('to'),
      cc: recipients('cc'),
      bcc: recipients('bcc'),
      sentAt: sentInstant(fields.clientSubmitTime) ?? sentInstant(fields.messageDeliveryTime) ?? sentInstant(fields.creationTime),
      text: fields.body ?? null,
      html: htmlOf(fields),
      attached,
    },
    'application/vnd.ms-outlook',
    extractors.mail,
  )
  if (document.text === '' && parts.done().length > 0) return { ...document, text: document.title ?? 'Message', parts: parts.done() }
  return { ...document, parts: parts.done() }
}

function htmlOf(fields: Fields): string | null {
  if (fields.bodyHtml !== undefined) return fields.bodyHtml
  if (fields.html !== undefined) return Buffer.from(fields.html).toString('utf8')
  if (fields.body !== undefined || fields.compressedRtf === undefined) return null
  // Outlook keeps HTML inside RTF; its words are what counts.
  const rtf = read(() => Buffer.from(decompressRTF([...fields.compressedRtf!])).toString('latin1'))
  return rtf
    .replace(/\{\\\*\\htmltag\d* ?([^{}]*)\}/g, '$1')
    .replace(/\\'([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[a-z]+-?\d* ?|[{}]/gi, '')
}

function read<T>(act: () => T): T {
  try {
    return act()
  } catch (cause) {
    throw new ExtractError('corrupt', String(cause), cause)
  }
}
