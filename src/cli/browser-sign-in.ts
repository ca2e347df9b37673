import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { CallInput } from '../shared/api.ts'
import { type ErrorCode, MagpieError } from '../shared/problem.ts'
import { openBrowser } from './open-browser.ts'
import { askSecret, takeFromEnvironment } from './secrets.ts'
import type { Session } from './session.ts'

/** How to sign in with a browser from the command line. */
export interface BrowserOptions {
  readonly browser?: boolean
  readonly device?: boolean
  readonly clientId?: string
  readonly clientSecretEnv?: string
}

export const addBrowserOptions = (command: Command): Command =>
  command
    .option('--browser', 'sign in with the browser')
    .option('--device', 'sign in with a code, in a browser on another device')
    .option('--client-id <id>', 'sign in as your own app at the service')
    .option('--client-secret-env <name>', "your app's secret is in this environment variable")

const lookEveryMs = 300

/**
 * Begins a sign-in, shows where to go, and waits for its end; undefined when the options ask for none. A browser on another
 * computer cannot come back here: on a terminal, the address that it ended at may be pasted.
 */
export async function attemptFrom(
  { client, progress }: Session,
  what: Pick<CallInput<'signIn.begin'>, 'connector' | 'settings' | 'source'>,
  options: BrowserOptions,
): Promise<string | undefined> {
  const { browser = false, device = false, clientId, clientSecretEnv } = options
  if (!browser && !device) return undefined
  const secret = clientSecretEnv === undefined ? {} : { secret: takeFromEnvironment(clientSecretEnv) }
  const app = clientId === undefined ? {} : { client: { id: clientId, ...secret } }
  const { attempt, url, code } = await client.call('signIn.begin', { ...what, ...app, device })
  progress(code === null ? `Sign in here: ${url}` : `Sign in here: ${url}\nand type this code: ${code}`)
  if (browser) openBrowser(url)
  const over = new AbortController()
  if (browser && process.stdin.isTTY === true)
    void askSecret('If the browser is on another computer, paste the address it ends at', over.signal)
      .then((address) => client.call('signIn.paste', { attempt, address }))
      .catch(() => {})
  try {
    for (;;) {
      const { state, said } = await client.call('signIn.status', { attempt })
      if (state === 'done') return attempt
      if (said !== null) throw new MagpieError(said.code as ErrorCode, said.params)
      await sleep(lookEveryMs)
    }
  } finally {
    over.abort()
  }
}
