import type { Json } from './json.ts'

/** What a person can be told went wrong. Each code has one sentence per language in `messages/`. */
export type ErrorCode =
  | 'bad-request'
  | 'not-allowed'
  | 'source-unknown'
  | 'connector-unknown'
  | 'document-unknown'
  | 'setting-unknown'
  | 'setting-invalid'
  | 'schedule-invalid'
  | 'folder-missing'
  | 'folder-not-a-folder'
  | 'folder-unreadable'
  | 'folder-contains-home'
  | 'source-exists'
  | 'scope-unknown'
  | 'source-busy'
  | 'source-offline'
  | 'source-forbidden'
  | 'source-failed'
  | 'source-failing'
  | 'source-sign-in'
  | 'source-rate-limited'
  | 'nothing-shared'
  | 'notion-sign-in'
  | 'notion-forbidden'
  | 'source-incomplete'
  | 'web-page-instead'
  | 'certificate-untrusted'
  | 'certificate-expired'
  | 'proxy-sign-in'
  | 'clock-wrong'
  | 'vault-locked'
  | 'vault-absent'
  | 'vault-refused'
  | 'vault-lost'
  | 'passphrase-wrong'
  | 'passphrase-none'
  | 'passphrase-short'
  | 'passphrase-typo'
  | 'secret-missing'
  | 'secret-unasked'
  | 'credential-kind'
  | 'port-taken'
  | 'client-missing'
  | 'attempt-unknown'
  | 'sign-in-denied'
  | 'sign-in-refused'
  | 'sign-in-expired'
  | 'sign-in-client'
  | 'sign-in-broken'
  | 'account-differs'
  | 'removals-held'
  | 'removals-held-scope'
  | 'nothing-held'
  | 'rule-unknown'
  | 'hook-refused'
  | 'hook-late'
  | 'hook-replayed'
  | 'hook-flooded'
  | 'hook-unclear'
  | 'hook-too-large'
  | 'hook-waits'
  | 'home-in-use'
  | 'home-unsafe'
  | 'home-too-new'
  | 'home-damaged'
  | 'engine-restarted'
  | 'engine-gone'
  | 'model-missing'
  | 'model-unknown'
  | 'disk-full'
  | 'backup-exists'
  | 'backup-impossible'
  | 'backup-unreadable'
  | 'backup-too-new'
  | 'file-unreadable'
  | 'copy-refused'
  | 'window-not-built'
  | 'internal'

/** An error meant for a person: a code and what to put into its sentence; the technical reason stays in `cause`. */
export class MagpieError extends Error {
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, Json>>

  constructor(code: ErrorCode, params: Readonly<Record<string, Json>> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.name = 'MagpieError'
    this.code = code
    this.params = params
  }
}

/** What a MagpieError looks like on the wire. */
export interface WireError {
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, Json>>
}

export const toWireError = (error: unknown): WireError =>
  error instanceof MagpieError ? { code: error.code, params: error.params } : { code: 'internal', params: {} }
