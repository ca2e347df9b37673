import type { DerivedPart } from '../../shared/derived.ts'
import type { DocumentRef } from '../connectors/connector.ts'
import { type KnownDocument, knownParts } from '../store/documents.ts'
import type { StoredRef } from '../store/stored-ref.ts'
import { asTheyFinish } from './as-they-finish.ts'
import type { Ready } from './batch.ts'
import { commitBatch, type PageFacts, type ScopePass } from './commit-batch.ts'
import { knownFailures } from './known-failures.ts'
import { type OpenDocument, openPart } from './open-document.ts'
import { isUnchanged, type ToDerive } from './plan-page.ts'
import { settle, stored } from './settle.ts'
import { markHolding, markLeft } from './versions.ts'

/** A part as a document of its own: where it is said to lie, and its name within its parent. */
type PartRef = DocumentRef & Pick<StoredRef, 'part'>

/**
 * Reads what was found inside a document, and what is found inside that, as documents of their own. Parts that are known in
 * this version are not read again. The document counts as read only when all of them are: after a stop it is read again,
 * and parts it no longer has go.
 */
export async function readParts(
  pass: ScopePass,
  facts: PageFacts,
  holder: ToDerive,
  open: OpenDocument,
  signal: AbortSignal,
): Promise<void> {
  const { ports, source } = pass
  const parts = open.reading.status === 'ok' ? (open.reading.parts ?? []) : []
  if (parts.length === 0) return
  // A document that turns out to have moved brings its parts along, but only once it is committed.
  if (holder.known === null && pass.size > 0) await commitBatch(pass, facts)
  const known = knownParts(ports.store, source.id, holder.ref.id)
  const failures = knownFailures(ports.store, source.id, byId(known))
  const leftOut = pass.leftOut()
  const toRead: { readonly part: DerivedPart; readonly todo: ToDerive }[] = []
  for (const part of parts) {
    const ref = partRef(holder, open, part)
    const before = known.get(part.part) ?? null
    const failure = before === null ? undefined : failures.get(before.externalId)
    const todo = { ref, known: before, attempts: failure?.attempts ?? 0 }
    const reason = leftOut(ref.id, ref.path, part.name) ?? (part.content.type === 'left' ? part.content.reason : null)
    if (reason !== null)
      await add({ change: { type: 'skipped', ref: stored(ref, markLeft(ref, reason)), reason, contentHash: null }, known: before })
    else if (part.content.type === 'failed') {
      const { problem, detail } = part.content
      await add({ change: settle(todo, { status: 'failed', problem, detail, contentHash: null }, pass.makers, ports.now()), known: before })
    } else if (before !== null && !isAsked(pass, before) && isUnchanged(ref, before, failure, { makers: pass.makers, now: ports.now() }))
      await add({ change: { type: 'seen', ref: stored(ref, before.version) }, known: before })
    else toRead.push({ part, todo })
  }
  const opened = new Set<OpenDocument>()
  try {
    const readings = asTheyFinish(
      toRead,
      pass.pace.documents,
      async ({ part, todo }, stop) => {
        const document = await openPart(ports, open, part, todo.ref.path, pass.password, stop)
        opened.add(document)
        return { todo, document }
      },
      signal,
    )
    for await (const { todo, document } of readings) {
      const { reading } = document
      // Only what a source lists can vanish from it.
      if (reading.status !== 'vanished') await add({ change: settle(todo, reading, pass.makers, ports.now()), known: todo.known })
      await readParts(pass, facts, todo, document, signal)
      opened.delete(document)
      await document.close()
    }
  } finally {
    for (const document of opened) await document.close()
  }
  const names = new Set(parts.map(({ part }) => part))
  await add({
    change: { type: 'parts-done', externalId: holder.ref.id, version: markHolding(holder.ref, pass.makers), parts: names },
    known: null,
  })

  async function add(ready: Ready): Promise<void> {
    pass.batch.add(ready)
    if (pass.batch.isFull()) await commitBatch(pass, facts)
  }
}

/** What lies in a file is dated and signed as the file is, unless it says better itself. */
function partRef(holder: ToDerive, open: OpenDocument, part: DerivedPart): PartRef {
  const { ref } = holder
  const read = open.reading.status === 'ok' ? open.reading : null
  const isMessage = part.container === 'message'
  const author = part.author ?? (isMessage ? (read?.author ?? ref.author) : undefined)
  const own = open.within.length > 0 ? read?.title : null
  return {
    id: `${ref.id}#${part.part}`,
    part: part.part,
    parentId: ref.id,
    version: part.version,
    title: part.title ?? part.name,
    titled: part.title !== null,
    url: ref.url,
    updatedAt: part.updatedAt ?? (isMessage ? read?.createdAt : null) ?? ref.updatedAt,
    ...(part.createdAt === null ? {} : { createdAt: part.createdAt }),
    ...(author === undefined || author === null ? {} : { author }),
    mimeType: part.mimeType,
    ...(part.size === null ? {} : { size: part.size }),
    path: [...ref.path, own ?? ref.title, ...part.folders],
  }
}

/** True when it, or something in it, is to be read again. */
const isAsked = ({ again = [] }: ScopePass, { externalId }: KnownDocument): boolean =>
  again.some((id) => id === externalId || id.startsWith(`${externalId}#`))

const byId = (known: ReadonlyMap<string, KnownDocument>): ReadonlyMap<string, KnownDocument> =>
  new Map([...known.values()].map((document) => [document.externalId, document]))
