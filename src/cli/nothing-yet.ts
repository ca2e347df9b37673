import type { Session } from './session.ts'

export const nothingConnected = 'Nothing is connected yet. Start with: magpie source add folder PATH'

/** Why a search finds nothing, and what to do about it. */
export async function whyNothing({ client }: Session): Promise<string> {
  const { sources, chunks } = await client.call('status', {})
  if (sources.length === 0) return nothingConnected
  return chunks === 0 ? 'Nothing is indexed yet. Sync what is connected with: magpie sync' : 'Nothing found. Try fewer or other words.'
}
