import { MagpieError } from '../../shared/problem.ts'
import type { AuthMethod, ConnectorType, Credential } from '../connectors/connector.ts'

/** The kind of credential that comes of each way to sign in. */
const kinds: Readonly<Record<AuthMethod['kind'], Credential['kind']>> = {
  oauth2: 'bearer',
  token: 'bearer',
  password: 'password',
  'access-key': 'access-key',
  none: 'none',
}

/** Throws `credential-kind` when the connector does not sign in with such a thing. */
export function expectKind(type: Pick<ConnectorType, 'name' | 'auth'>, credential: Credential): void {
  const allowed = [...new Set(type.auth.map(({ kind }) => kinds[kind]))]
  if (!allowed.includes(credential.kind)) throw new MagpieError('credential-kind', { name: type.name, allowed: allowed.join(', ') })
}
