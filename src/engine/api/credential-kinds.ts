import { MagpieError } from '../../shared/problem.ts'
import type { AuthMethod, ConnectorType } from '../connectors/connector.ts'
import type { SignedIn } from '../credentials.ts'

/** The kind of credential that comes of each way to sign in. */
const kinds: Readonly<Record<AuthMethod['kind'], SignedIn['kind']>> = {
  oauth2: 'oauth2',
  token: 'bearer',
  password: 'password',
  'access-key': 'access-key',
  none: 'none',
}

/** Throws `credential-kind` when the connector does not sign in with such a thing. */
export function expectKind(type: Pick<ConnectorType, 'name' | 'auth'>, { kind }: SignedIn): void {
  const allowed = [...new Set(type.auth.map((method) => kinds[method.kind]))]
  if (!allowed.includes(kind)) throw new MagpieError('credential-kind', { name: type.name, allowed: allowed.join(', ') })
}
