import type { Grant } from './grant.ts'

/** Keeps one source's access token fresh. */
export interface TokenKeeper {
  /** A token that is good for a while. `refused` is one that the service did not take, although it should be good. */
  token(refused?: string): Promise<string>
}

/** So long before its end a token is exchanged, in ms; for a short one, a tenth of its life. */
const aheadMs = 5 * 60_000

/**
 * `load` opens the grant that is kept, `save` keeps another: a new refresh token is kept before its access token is used,
 * since the old one is worth nothing from then on. However many ask, one refresh is under way.
 */
export function createTokenKeeper(ports: {
  load(): Promise<Grant>
  save(grant: Grant): Promise<void>
  refresh(grant: Grant): Promise<Grant>
  now(): number
}): TokenKeeper {
  let refreshing: Promise<string> | null = null

  const isFresh = ({ receivedAt, expiresAt }: Grant) =>
    expiresAt === null || expiresAt - ports.now() > Math.min(aheadMs, (expiresAt - receivedAt) / 10)
  const renew = async (refused: string | undefined): Promise<string> => {
    const grant = await ports.load()
    if (grant.accessToken !== refused && isFresh(grant)) return grant.accessToken
    if (grant.refreshToken === null && grant.accessToken !== refused) return grant.accessToken
    const next = await ports.refresh(grant)
    await ports.save(next)
    return next.accessToken
  }
  const shared = (refused: string | undefined): Promise<string> => {
    refreshing ??= renew(refused).finally(() => {
      refreshing = null
    })
    return refreshing
  }
  return {
    token: async (refused) => {
      const token = await shared(refused)
      // Whoever joined a look that did not know of the refusal asks once more.
      return token === refused ? shared(refused) : token
    },
  }
}
