import { BlockList, isIP } from 'node:net'

/** Whether a URL leads to this very computer, which no proxy can do for us. */
export function isThisComputer({ hostname }: URL): boolean {
  const host = bare(hostname)
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/**
 * Which URLs NO_PROXY exempts: `*`, names with everything below them (`corp.example`, `.corp.example`, `*.corp.example`),
 * addresses, networks (`10.0.0.0/8`), each with a port where it names one; separated by commas or spaces.
 */
export function parseNoProxy(text: string): (url: URL) => boolean {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const networks = new BlockList()
  for (const entry of entries) addNetwork(networks, entry)
  return (url) => {
    const host = bare(url.hostname)
    const family = isIP(host)
    if (family !== 0 && networks.check(host, family === 4 ? 'ipv4' : 'ipv6')) return true
    return entries.some((entry) => matches(entry.toLowerCase(), host, url))
  }
}

function addNetwork(networks: BlockList, entry: string): void {
  const [address = '', bits = ''] = entry.split('/')
  const family = isIP(bare(address))
  const most = family === 4 ? 32 : 128
  if (family !== 0 && /^\d+$/.test(bits) && Number(bits) <= most)
    networks.addSubnet(bare(address), Number(bits), family === 4 ? 'ipv4' : 'ipv6')
}

function matches(entry: string, host: string, url: URL): boolean {
  if (entry === '*') return true
  const port = /^(.*[^:]|\[.*\]):(\d+)$/.exec(entry)
  if (port !== null && isIP(entry) === 0 && port[2] !== portOf(url)) return false
  const name = bare(port !== null && isIP(entry) === 0 ? port[1]! : entry).replace(/^\*?\./, '')
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`))
}

const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80')

/** IPv6 addresses stand in brackets in URLs. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
