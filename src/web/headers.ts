import type { ServerResponse } from 'node:http'
import { contentSecurityPolicy } from '../shared/window-policy.ts'

/** Goes on every answer, errors included. There are no CORS headers on purpose: no other origin may read anything. */
export function protect(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Cache-Control', 'no-store')
}
