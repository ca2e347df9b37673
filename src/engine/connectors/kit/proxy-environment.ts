import { isThisComputer, parseNoProxy } from './no-proxy.ts'

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The way to a URL by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, as curl reads them: small letters win, an empty
 * value is none, a place without a scheme is an `http:` proxy. This computer itself is always reached directly.
 */
export function createProxyEnvironment(env: Environment): (url: URL) => string {
  const value = (name: string) => env[name] ?? env[name.toUpperCase()] ?? ''
  const proxies: Readonly<Record<string, string>> = {
    'https:': value('https_proxy') || value('all_proxy'),
    'http:': value('http_proxy') || value('all_proxy'),
  }
  const exempt = parseNoProxy(value('no_proxy'))
  return (url) => {
    const proxy = isThisComputer(url) || exempt(url) ? '' : (proxies[url.protocol] ?? '')
    return parseProxy(proxy) ?? 'direct'
  }
}

/** A proxy as people write it, as a URL; null when it is none that can be used. */
export function parseProxy(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const url = URL.parse(/^[\w+.-]+:\/\//.test(trimmed) ? trimmed : `http://${trimmed}`)
  if (url === null || url.hostname === '') return null
  const scheme = url.protocol === 'socks:' || url.protocol === 'socks5h:' ? 'socks5:' : url.protocol
  return ['http:', 'https:', 'socks5:'].includes(scheme) ? `${scheme}${url.href.slice(url.protocol.length)}` : null
}
