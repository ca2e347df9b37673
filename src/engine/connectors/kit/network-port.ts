/** What a host knows of its computer's network. Node reads the environment; Electron asks Chromium. */
export interface NetworkPort {
  /**
   * The ways to a URL, to be tried in this order: proxies as URLs (`http:`, `https:`, `socks5:`), or `direct`. Never
   * rejects for what a network setting says wrong: then it is `direct`, and the log says why.
   */
  ways(url: URL): Promise<readonly string[]>
  /** The certificates (PEM) of authorities to trust. */
  certificates(): readonly string[]
}

/** The ways in what a PAC file or Electron's `resolveProxy` answers, such as `PROXY a:8080; SOCKS5 b; DIRECT`. */
export function parsePacAnswer(answer: string): readonly string[] {
  return answer.split(';').flatMap((part) => {
    const [kind = '', place = ''] = part.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return ['direct']
    const scheme = schemes[kind.toUpperCase()]
    const url = `${scheme}://${place}`
    return scheme !== undefined && place !== '' && URL.canParse(url) ? [url] : []
  })
}

/** SOCKS without a number is version 4 in some browsers; nothing but version 5 is spoken today. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
}
