import { request } from 'node:http'

/** How long a host of this very computer may take to answer. */
const patienceMs = 1_000

/** Whether a Magpie receives hooks on this port right now: it answers that only POST is understood there, and says who it is. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = request({ host: '127.0.0.1', port, path: '/hooks/', method: 'GET', agent: false, timeout: patienceMs }, (response) => {
      response.resume()
      done(response.statusCode === 405 && response.headers['magpie-hooks'] === 'yes')
    })
    probe.on('timeout', () => probe.destroy())
    probe.on('error', () => done(false))
    probe.end()
  })
}
