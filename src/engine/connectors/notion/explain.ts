import { type ErrorCode, MagpieError } from '../../../shared/problem.ts'
import { ConnectorError } from '../connector.ts'

const codes: Partial<Record<ConnectorError['problem'], ErrorCode>> = { 'sign-in': 'notion-sign-in', forbidden: 'notion-forbidden' }

/** The same refusal with a sentence that says what to do about it at Notion, where nothing more precise is known. */
export function explain(error: unknown): unknown {
  if (!(error instanceof ConnectorError) || error.cause instanceof MagpieError) return error
  const code = codes[error.problem]
  return code === undefined ? error : new ConnectorError(error.problem, error.message, { cause: new MagpieError(code, {}, error) })
}

export const explained = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((error: unknown) => {
    throw explain(error)
  })

export async function* explainedEach<T>(asked: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* asked
  } catch (error) {
    throw explain(error)
  }
}
