/** A request that can be sent more than once. */
export interface Outgoing {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array | null
}

/** Whatever `fetch` takes, with its body in hand. */
export async function outgoing(input: string | URL | Request, init: RequestInit, userAgent: string): Promise<Outgoing> {
  const given = input instanceof Request ? input : null
  const headers = new Headers(init.headers ?? given?.headers)
  const body = init.body === undefined ? (given?.body ?? null) : init.body
  const packed = body === null ? null : new Response(body)
  const type = packed?.headers.get('content-type') ?? null
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type)
  if (!headers.has('user-agent')) headers.set('user-agent', userAgent)
  return {
    method: (init.method ?? given?.method ?? 'GET').toUpperCase(),
    url: new URL(given === null ? (input as string | URL) : given.url),
    headers,
    body: packed === null ? null : new Uint8Array(await packed.arrayBuffer()),
  }
}
