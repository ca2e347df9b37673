import { readFile, realpath } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { fileTypes } from '../shared/window-policy.ts'

/** Answers a GET or HEAD from the files under `root`, and from nowhere else. */
export async function serveFile(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = insidePath(request.url ?? '/')
  if (path === null) return end(response, 400)
  const base = await realpath(root).catch(() => null)
  const file = base === null ? null : await realpath(join(base, path)).catch(() => null)
  if (base === null || file === null) return end(response, 404)
  if (!file.startsWith(base + sep)) return end(response, 400)
  const body = await readFile(file).catch(() => null)
  if (body === null) return end(response, 404)
  response.setHeader('Content-Type', fileTypes[extname(file)] ?? 'application/octet-stream')
  response.setHeader('Content-Length', body.byteLength)
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Ends an answer without a body. */
export function end(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.end()
}

/**
 * The path below the root, or null for one that tries to leave it. The raw request line is judged: `new URL` would
 * tidy `..` away before it could be refused.
 */
function insidePath(url: string): string | null {
  const raw = url.split(/[?#]/, 1)[0] ?? ''
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    return null
  }
  if (!path.startsWith('/') || /[\\\0:]/.test(path)) return null
  if (path.split('/').some((part) => part === '..' || part === '.')) return null
  return path === '/' ? 'index.html' : path.slice(1)
}
