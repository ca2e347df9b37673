import { getCACertificates } from 'node:tls'
import type { NetworkPort } from './connectors/kit/network-port.ts'
import { createProxyEnvironment, type Environment } from './connectors/kit/proxy-environment.ts'

/**
 * The computer's network as plain Node can know it: proxies from the environment, and the certificates of Node, of the
 * system's store and of NODE_EXTRA_CA_CERTS. Node's own `fetch` heeds none of the latter two.
 */
export function nodeNetwork(env: Environment = process.env): NetworkPort {
  const way = createProxyEnvironment(env)
  let trusted: readonly string[] | undefined
  return {
    ways: async (url) => [way(url)],
    certificates: () => {
      trusted ??= [...new Set([...getCACertificates('bundled'), ...getCACertificates('system'), ...getCACertificates('extra')])]
      return trusted
    },
  }
}
