import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { wait } from '../../shared/after.ts'
import type { Container, Derived, DerivedPart, DeriveRequest } from '../../shared/derived.ts'
import type { GoneWhy, SkipReason } from '../../shared/model.ts'
import { type Attachment, type Connector, ConnectorError, type Content, type DocumentRef } from '../connectors/connector.ts'
import { attachmentsOf, partOf } from './attachments.ts'
import type { SyncPorts } from './ports.ts'
import { recovery } from './recovery.ts'
import { realAfter } from './timers.ts'

/** What came of reading one document. Trouble of its own is data; `vanished` means the source says it is gone. */
export type Reading = Derived | RefusedReading | VanishedReading

interface VanishedReading {
  readonly status: 'vanished'
  readonly why: GoneWhy
}

/** The source did not give the content. */
interface RefusedReading {
  readonly status: 'refused'
  readonly error: ConnectorError
}

/** A document that was read. What was found inside it can be read until it is closed. */
export interface OpenDocument {
  readonly reading: Reading
  readonly content: DeriveRequest['content'] | null
  /** What the document was taken out of, outermost first. */
  readonly within: readonly Container[]
  /** What hangs on it by its source's word, by the names of the parts they are. */
  readonly attachments: ReadonlyMap<string, Attachment>
  /** Removes what was unpacked, and content that was made for this reading only. */
  close(): Promise<void>
}

type Deriving = Pick<SyncPorts, 'derive' | 'after' | 'scratch'>

/** Waits before a document that changed under the reader is read again, in ms. */
const againMs = [150, 400, 1_000]

/**
 * Reads one document and makes text of it. Rejects only when aborted, or with the ConnectorError of a problem that
 * concerns the whole source.
 */
export async function openDocument(
  ports: Deriving,
  connector: Connector,
  scope: string,
  ref: DocumentRef,
  password: string | undefined,
  signal: AbortSignal,
): Promise<OpenDocument> {
  for (let tries = 0; ; tries++) {
    const document = await once(ports, connector, ref, password, signal)
    const { reading } = document
    const problem = reading.status === 'failed' ? reading.problem : reading.status === 'refused' ? reading.error.problem : null
    if (problem === null) return document
    const answer = recovery[problem].document
    if (answer === 'source' && reading.status === 'refused') throw reading.error
    // One document that the source never hands over must not keep all others from being read.
    if (answer === 'ask-source') await connector.check(signal)
    const gone = problem === 'not-found' ? await connector.gone(scope, [ref.id], signal) : []
    const said = gone.find(({ id }) => id === ref.id)
    if (said !== undefined) return { ...document, reading: { status: 'vanished', why: said.why } }
    const pause = againMs[tries]
    if (answer !== 'read-again' || pause === undefined) return document
    await wait(ports.after ?? realAfter, pause, signal)
  }
}

/** The same for what was found inside a document that is open. Rejects only when aborted. */
export async function openPart(
  ports: Deriving,
  holder: OpenDocument,
  part: DerivedPart,
  path: readonly string[],
  password: string | undefined,
  signal: AbortSignal,
): Promise<OpenDocument> {
  const { name, mimeType, title } = part
  const attachment = part.content.type === 'attached' ? holder.attachments.get(part.part) : undefined
  if (attachment !== undefined) return fromSource(ports, () => attachment.read(signal), { name, mimeType, title, path }, password, signal)
  const within = [...holder.within, part.container]
  const content = contentOf(holder, part)
  if (content === null) throw new Error(`The part ${part.part} has no content to read`)
  const document = await derive(
    ports,
    { content, name, mimeType, title, path, within, ...(password === undefined ? {} : { password }) },
    signal,
  )
  const { reading } = document
  // The file it is a stretch of is another by now; its next version brings it again.
  if (part.content.type === 'range' && 'contentHash' in reading && reading.contentHash !== part.version) {
    await document.close()
    const detail = 'its file changed'
    return { ...document, reading: { status: 'failed', problem: 'changed-while-read', detail, contentHash: null } }
  }
  return document
}

function contentOf(holder: OpenDocument, { content }: DerivedPart): DeriveRequest['content'] | null {
  if (content.type === 'file' || content.type === 'text') return content
  if (content.type !== 'range' || holder.content?.type !== 'file') return null
  const { path, range: [from] = [0] } = holder.content
  return { type: 'file', path, range: [from + content.start, from + content.end] }
}

async function once(
  ports: Deriving,
  connector: Connector,
  ref: DocumentRef,
  password: string | undefined,
  signal: AbortSignal,
): Promise<OpenDocument> {
  const { title, mimeType, path, size } = ref
  const facts = { name: title, mimeType, title: ref.titled ? title : null, path, ...(size === undefined ? {} : { size }) }
  return fromSource(ports, async () => ref.content ?? (await connector.read(ref, signal)), facts, password, signal)
}

/** Content that a source hands over, or why it does not. */
async function fromSource(
  ports: Deriving,
  read: () => Promise<Content | SkipReason>,
  facts: Pick<DeriveRequest, 'name' | 'mimeType' | 'size' | 'title' | 'path'>,
  password: string | undefined,
  signal: AbortSignal,
): Promise<OpenDocument> {
  try {
    const content = await read()
    if (typeof content === 'string') return unread({ status: 'skipped', reason: content, contentHash: null })
    return await derive(ports, { ...facts, content: handedOver(content), ...(password === undefined ? {} : { password }) }, signal, content)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ConnectorError) return unread({ status: 'refused', error })
    throw error
  }
}

const unread = (reading: Reading): OpenDocument => ({ reading, content: null, within: [], attachments: new Map(), close: async () => {} })

/** Whatever comes of it, nothing stays on the disk but what parts are still to be read from. */
async function derive(ports: Deriving, asked: DeriveRequest, signal: AbortSignal, owned?: Content): Promise<OpenDocument> {
  const scratch = ports.scratch === undefined ? undefined : join(ports.scratch, randomUUID())
  const close = async () => {
    if (owned?.type === 'file' && owned.scratch) await rm(owned.path, { force: true })
    // Removing what is not there takes longer than looking for it, and looking is left out where nothing can be.
    if (scratch !== undefined && unpacked && existsSync(scratch)) await rm(scratch, { recursive: true, force: true })
  }
  let held = false
  let unpacked = true
  try {
    const reading = await ports.derive({ ...asked, ...(scratch === undefined ? {} : { scratch }) }, signal)
    // Nothing is unpacked of what was read and holds nothing; of what failed on the way something may have been.
    unpacked = reading.status !== 'ok' || (reading.parts ?? []).length > 0
    const attachments = attachmentsOf(owned)
    const whole = attachments.size === 0 || reading.status !== 'ok' ? reading : withParts(reading, [...attachments].map(partOf))
    held = whole.status === 'ok' && (whole.parts ?? []).length > 0
    return { reading: whole, content: asked.content, within: asked.within ?? [], attachments, close }
  } finally {
    if (!held) await close()
  }
}

const withParts = (reading: Extract<Derived, { status: 'ok' }>, more: readonly DerivedPart[]): Reading => ({
  ...reading,
  parts: [...(reading.parts ?? []), ...more],
})

const handedOver = (content: Content) =>
  content.type === 'file' ? ({ type: 'file', path: content.path } as const) : ({ type: 'text', text: content.text } as const)
