import { rm } from 'node:fs/promises'
import type { Derived } from '../../shared/derived.ts'
import { type Connector, ConnectorError, type Content, type DocumentRef } from '../connectors/connector.ts'
import type { SyncPorts } from './ports.ts'
import { recovery } from './recovery.ts'
import { realAfter, wait } from './timers.ts'

/** What came of reading one document. Trouble of its own is data; `vanished` means the source says it is gone. */
export type Reading = Derived | { readonly status: 'vanished' } | RefusedReading

/** The source did not give the content. */
interface RefusedReading {
  readonly status: 'refused'
  readonly error: ConnectorError
}

/** Waits before a document that changed under the reader is read again, in ms. */
const againMs = [150, 400, 1_000]

/**
 * Reads one document and makes text of it. Rejects only when aborted, or with the ConnectorError of a problem that
 * concerns the whole source.
 */
export async function deriveDocument(
  ports: Pick<SyncPorts, 'derive' | 'after'>,
  connector: Connector,
  scope: string,
  ref: DocumentRef,
  signal: AbortSignal,
): Promise<Reading> {
  for (let tries = 0; ; tries++) {
    const reading = await once(ports, connector, ref, signal)
    const problem = reading.status === 'failed' ? reading.problem : reading.status === 'refused' ? reading.error.problem : null
    if (problem === null) return reading
    const answer = recovery[problem].document
    if (answer === 'source' && reading.status === 'refused') throw reading.error
    if (problem === 'not-found' && (await connector.gone(scope, [ref.id], signal)).some(({ id }) => id === ref.id))
      return { status: 'vanished' }
    const pause = againMs[tries]
    if (answer !== 'read-again' || pause === undefined) return reading
    await wait(ports.after ?? realAfter, pause, signal)
  }
}

async function once(ports: Pick<SyncPorts, 'derive'>, connector: Connector, ref: DocumentRef, signal: AbortSignal): Promise<Reading> {
  let content: Content | undefined
  try {
    content = ref.content ?? (await connector.read(ref, signal))
    const { title, mimeType } = ref
    return await ports.derive({ content: handedOver(content), name: title, mimeType, title: ref.titled ? title : null }, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ConnectorError) return { status: 'refused', error }
    throw error
  } finally {
    if (content?.type === 'file' && content.scratch) await rm(content.path, { force: true })
  }
}

const handedOver = (content: Content) =>
  content.type === 'file' ? ({ type: 'file', path: content.path } as const) : ({ type: 'text', text: content.text } as const)
