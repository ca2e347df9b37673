import type { Problem, Source } from '../../shared/model.ts'
import { type ErrorCode, MagpieError } from '../../shared/problem.ts'
import { type Connector, ConnectorError, type ConnectorType, type Credential } from '../connectors/connector.ts'
import { urgently } from '../connectors/kit/urgent.ts'
import type { Parts } from '../parts.ts'

/** What to open a connector with: a source that is there, or one that is about to be added. */
interface Opening {
  readonly source: Source | null
  readonly settings: unknown
  /** In the place of the one that is kept. */
  readonly credential?: Credential
}

const patienceMs = 30_000

/** Opens a connector for something that a person waits for. What it says is wrong becomes a MagpieError. */
export async function withConnector<T>(
  parts: Parts,
  type: ConnectorType,
  { source, settings, credential }: Opening,
  use: (connector: Connector, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const connector = type.open(type.settings.parse(settings), parts.hosts.of(type, source, credential))
  try {
    return await sentenced(patienceMs, (signal) => use(connector, signal))
  } finally {
    await connector.close()
  }
}

/** Something that a person waits for, for so many ms. What a connector says is wrong becomes a MagpieError. */
export async function sentenced<T>(ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await urgently(() => ask(AbortSignal.timeout(ms)))
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    // What a connector can say precisely, it puts into the cause.
    if (error.cause instanceof MagpieError) throw error.cause
    throw new MagpieError(sentences[error.problem] ?? 'source-failed', { detail: error.message }, error)
  }
}

const sentences: Partial<Record<Problem, ErrorCode>> = {
  offline: 'source-offline',
  forbidden: 'source-forbidden',
  'sign-in': 'source-sign-in',
  'rate-limited': 'source-rate-limited',
}
