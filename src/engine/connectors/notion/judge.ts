import { z } from 'zod'
import type { Answer, Judgement } from '../connector.ts'

const refusal = z.object({
  code: z.string(),
  message: z.string().catch(''),
  additional_data: z
    .object({ rate_limit_reason: z.string().optional(), retry_after: z.string().optional() })
    .loose()
    .optional()
    .catch(undefined),
})

/** What Notion's own words add to a status; null where the status says it all. Codes: Notion's reference, "Status codes". */
export function judge({ status, text }: Answer): Judgement | null {
  const said = refusal.safeParse(parsed(text))
  if (!said.success) return null
  const { code, message, additional_data: more } = said.data
  // Cursors belong to a session, and a slow walk outlives it.
  if (code === 'validation_error' && /start_cursor/.test(message)) return { problem: 'cursor-expired', retry: false }
  if (code === 'conflict_error') return { problem: 'offline' }
  // Asking again is what it is refused for.
  if (status === 429 && more?.rate_limit_reason === 'public_api_request_blocked') return { problem: 'forbidden', retry: false }
  if ((status === 429 || status === 529) && more?.retry_after !== undefined && Number(more.retry_after) > 0)
    return { problem: 'rate-limited', retryAfterMs: Number(more.retry_after) * 1_000 }
  return null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
