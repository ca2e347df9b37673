/** What a person's browser ends at. */
export interface Visit {
  readonly url: string
  readonly status: number
  readonly html: string
}

/**
 * A browser without a window: keeps cookies, follows where it is led, and fills in and sends the form of every page, until
 * there is none. `refuse` follows the link that says no instead; `until` stops before an address is visited.
 */
export async function visit(
  start: string,
  options: { readonly refuse?: boolean; readonly until?: (url: string) => boolean } = {},
): Promise<Visit> {
  const cookies = new Map<string, Map<string, string>>()
  let url = start
  let form: URLSearchParams | null = null
  for (let steps = 0; steps < 30; steps++) {
    if (options.until?.(url)) return { url, status: 0, html: '' }
    const jar = cookies.get(new URL(url).origin) ?? new Map<string, string>()
    cookies.set(new URL(url).origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(form === null ? {} : { method: 'POST', body: form }),
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    const html = await response.text()
    const location = response.headers.get('location')
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1]
    const no = /<a href="([^"]*abort[^"]*)"/.exec(html)?.[1]
    form = null
    if (location !== null) url = new URL(location, url).href
    else if (options.refuse === true && no !== undefined) url = new URL(no, url).href
    else if (action !== undefined) {
      url = new URL(action.replaceAll('&amp;', '&'), url).href
      form = new URLSearchParams(
        [...html.matchAll(/<input[^>]*name="([^"]*)"(?:[^>]*value="([^"]*)")?/g)].map(([, name = '', value]): [string, string] => [
          name,
          value ?? 'ada',
        ]),
      )
    } else return { url, status: response.status, html }
  }
  throw new Error(`the browser is led in circles at ${url}`)
}
