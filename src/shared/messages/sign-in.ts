import type { Said } from '../model.ts'
import type { SignIn } from '../sign-in.ts'

/** Who a source is signed in as, since when, and until when at the latest. */
export function signInSaid(account: string, { since, asksAgainAt }: SignIn): readonly Said[] {
  const signedIn: Said = { code: 'signed-in', params: { account, since } }
  return asksAgainAt === null ? [signedIn] : [signedIn, { code: 'asks-again', params: { at: asksAgainAt } }]
}
