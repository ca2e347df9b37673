/** How a provider does OAuth 2, as its connector declares it. Addresses may not change while a source is signed in. */
export interface OAuthProvider {
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly scopes: readonly string[]
  /** Who the provider says it is where it says so (RFC 9207, ID tokens). Default: the origin of `authorizeUrl`. */
  readonly issuer?: string
  /** False for the few that refuse or ignore PKCE; then the state alone ties the answer to the question. */
  readonly pkce: boolean
  /**
   * Where the browser comes back to. `any` port where the provider ignores it (RFC 8252), else the ones that are registered,
   * tried in this order.
   */
  readonly redirect: { readonly host: '127.0.0.1' | 'localhost'; readonly ports: 'any' | readonly number[]; readonly path: string }
  /** How a client secret is sent, where a person's own app has one. */
  readonly secret: 'basic' | 'post'
  /** What the token endpoint reads. Default: forms, as the standard has it. */
  readonly body?: 'form' | 'json'
  /** What else the authorization page must be told, such as `access_type=offline`. */
  readonly extra?: Readonly<Record<string, string>>
  readonly revokeUrl?: string
  readonly deviceUrl?: string
  /** After how many days at the latest the provider asks for a new sign-in; absent where it never does by itself. */
  readonly asksAgainAfterDays?: number
}

/** Who we are to a provider: the app that is built in, or a person's own, which alone may have a secret. */
export interface OAuthClient {
  readonly id: string
  readonly secret?: string
}
