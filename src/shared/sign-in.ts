import type { Instant, Said } from './model.ts'

/** Who a source is signed in as is its `account`. */
export interface SignIn {
  readonly since: Instant
  /** When the service will want a new one; null where it does not say. */
  readonly asksAgainAt: Instant | null
}

/** How the stored sign-ins are kept. `lost`: the key is gone and they cannot be opened; `empty`: nothing was ever stored. */
export interface VaultStatus {
  readonly state: 'empty' | 'unlocked' | 'locked' | 'absent' | 'refused' | 'lost'
  readonly by: 'keychain' | 'passphrase' | null
  /** Whether a passphrase opens it. */
  readonly passphrase: boolean
  readonly said: Said
}

/** A sign-in that was begun: the page to open in a browser; `code` is to be typed there where it is on another device. */
export interface SignInStarted {
  readonly attempt: string
  readonly url: string
  readonly code: string | null
}

/** How far it has come. `said` tells why it failed. */
export interface SignInState {
  readonly state: 'waiting' | 'done' | 'failed'
  readonly said: Said | null
}

/** A way to sign in, for a window to draw. */
export type SignInWay =
  /** With the browser. `builtIn`: without an app of one's own, which has to name one of these addresses to come back to. */
  | { readonly kind: 'oauth2'; readonly builtIn: boolean; readonly comesBackTo: readonly string[] }
  | { readonly kind: 'token'; readonly label: string; readonly helpUrl: string }
  | { readonly kind: 'password' | 'access-key' | 'none' }
