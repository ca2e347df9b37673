import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy, fileTypes } from '../shared/window-policy.ts'
import { windowOrigin } from './security.ts'

/** Once, before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** `app://bundle/…` is the built window and nothing else: with file:// a page could read every file. */
export function serveWindow(root: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.origin !== windowOrigin && url.host !== 'bundle') return new Response(null, { status: 404 })
    const path = normalize(join(root, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)))
    if (!path.startsWith(root + sep)) return new Response(null, { status: 400 })
    const body = await readFile(path).catch(() => null)
    if (body === null) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), {
      headers: {
        'Content-Type': fileTypes[extname(path)] ?? 'application/octet-stream',
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}
