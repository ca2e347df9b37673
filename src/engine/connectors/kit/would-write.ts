import { safeUrl } from './safe-url.ts'

/** A bug of a connector: no source is ever written to. */
export class WouldWrite extends Error {
  override readonly name = 'WouldWrite'

  constructor(method: string, url: URL) {
    super(`${method} ${safeUrl(url)} is not declared as only reading`)
  }
}
