/** Where an original lies: an address a browser may open, or a path on this computer. */
export function originalOf(url: string): { readonly type: 'address' | 'path'; readonly value: string } | null {
  if (/^(https?|mailto):/i.test(url)) return { type: 'address', value: url }
  if (!url.startsWith('file://')) return url.startsWith('/') ? { type: 'path', value: url } : null
  try {
    const path = decodeURIComponent(new URL(url).pathname)
    return { type: 'path', value: /^\/[a-z]:\//i.test(path) ? path.slice(1).replaceAll('/', '\\') : path }
  } catch {
    return null
  }
}
