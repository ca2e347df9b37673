import { expect, it } from 'vitest'
import { createProxyEnvironment, parseProxy } from './proxy-environment.ts'

const proxy = 'http://proxy.corp:8080/'
const way = (url: string, env: Readonly<Record<string, string>>) =>
  createProxyEnvironment({ https_proxy: proxy, http_proxy: 'http://plain:3128', ...env })(new URL(url))

it.each([
  ['', 'https://api.notion.com/v1', proxy],
  ['', 'http://intranet/', 'http://plain:3128/'],
  ['*', 'https://api.notion.com/', 'direct'],
  ['corp.example', 'https://corp.example/', 'direct'],
  ['corp.example', 'https://wiki.corp.example/', 'direct'],
  ['.corp.example', 'https://wiki.corp.example/', 'direct'],
  ['*.corp.example', 'https://wiki.corp.example/', 'direct'],
  ['corp.example', 'https://notcorp.example/', proxy],
  ['Corp.Example', 'https://CORP.example/', 'direct'],
  ['corp.example:8443', 'https://corp.example:8443/', 'direct'],
  ['corp.example:8443', 'https://corp.example/', proxy],
  ['corp.example:443', 'https://corp.example/', 'direct'],
  ['10.0.0.0/8', 'https://10.1.2.3/', 'direct'],
  ['10.0.0.0/8', 'https://11.1.2.3/', proxy],
  ['192.168.1.5', 'https://192.168.1.5/', 'direct'],
  ['fd00::/8', 'https://[fd12::1]/', 'direct'],
  ['one.example, two.example\tthree.example', 'https://two.example/', 'direct'],
  ['nothing/99,10.0.0.0/x', 'https://10.1.2.3/', proxy],
])('NO_PROXY=%s takes %s %s', (noProxy, url, expected) => {
  expect(way(url, { no_proxy: noProxy })).toBe(expected)
})

it.each(['http://localhost:1/', 'https://127.0.0.1/', 'https://127.9.9.9/', 'http://[::1]:8080/', 'http://app.localhost/'])(
  'reaches this computer at %s directly',
  (url) => {
    expect(way(url, {})).toBe('direct')
  },
)

it('prefers small letters, and falls back to ALL_PROXY', () => {
  expect(createProxyEnvironment({ HTTPS_PROXY: 'http://big', https_proxy: 'http://small' })(new URL('https://a/'))).toBe('http://small/')
  expect(createProxyEnvironment({ ALL_PROXY: 'socks5://relay:1080' })(new URL('https://a/'))).toBe('socks5://relay:1080')
  expect(createProxyEnvironment({ HTTPS_PROXY: 'http://big', https_proxy: '' })(new URL('https://a/'))).toBe('direct')
  expect(createProxyEnvironment({})(new URL('https://a/'))).toBe('direct')
})

it.each([
  ['proxy.corp:8080', 'http://proxy.corp:8080/'],
  ['proxy.corp', 'http://proxy.corp/'],
  ['http://ada:pass@proxy:8080', 'http://ada:pass@proxy:8080/'],
  ['https://proxy:443', 'https://proxy/'],
  ['socks5h://relay:1080', 'socks5://relay:1080'],
  ['ftp://proxy', null],
  [' ', null],
  ['http://', null],
])('reads %j as the proxy %s', (text, url) => {
  expect(parseProxy(text)).toBe(url)
})
