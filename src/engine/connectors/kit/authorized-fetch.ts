import { ConnectorError, type Credential, type Host } from '../connector.ts'

/**
 * `host.fetch` with the source's credential in the headers. Where the service refuses a token that can be exchanged for
 * another, that one is tried, once: a service that is asked again and again by somebody it refuses may lock the account.
 */
export function authorizedFetch(host: Host, headersOf: (credential: Credential) => Readonly<Record<string, string>>): Host['fetch'] {
  return async (input, init = {}) => {
    const send = (credential: Credential) => {
      const headers = new Headers(init.headers)
      for (const [name, value] of Object.entries(headersOf(credential))) headers.set(name, value)
      return host.fetch(input, { ...init, headers })
    }
    const credential = await host.credential()
    try {
      return await send(credential)
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.problem !== 'sign-in' || credential.kind !== 'bearer') throw error
      const another = await host.credential(credential)
      if (another.kind !== 'bearer' || another.token === credential.token) throw error
      return send(another)
    }
  }
}
