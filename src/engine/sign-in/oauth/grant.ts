import type { OAuthClient } from '../../../shared/oauth.ts'

/** What a sign-in gave: sealed as it is. */
export interface Grant {
  readonly kind: 'oauth2'
  readonly client: OAuthClient
  readonly accessToken: string
  /** Ms since 1970 by this computer's clock. */
  readonly receivedAt: number
  /** As long after that as the provider said, whatever its own clock shows; null when it does not say. */
  readonly expiresAt: number | null
  readonly refreshToken: string | null
}

/** Why there is no grant, or none any more. */
export type RefusedWhy = 'denied' | 'refused' | 'expired' | 'client' | 'broken'

/**
 * The provider said no. `denied`: the person did. `refused`: the grant is no good any more. `expired`: too late. `client`:
 * our app is not known there, or its secret is wrong. `broken`: the answer was not what it must be.
 */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly why: RefusedWhy

  constructor(why: RefusedWhy, message: string, cause?: unknown) {
    super(message, { cause })
    this.why = why
  }
}
