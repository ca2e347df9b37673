import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './magpie.ts'
import { atMost, notRun, type Vow } from './vow.ts'

const root = join(import.meta.dirname, '../..')

interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly skipped: number }
}

export const windowPromises: readonly Vow[] = [
  {
    what: 'the window in a real browser, network blocked',
    measure: async () => {
      const what = 'journeys in Chromium (first run to restart, keyboard, CLI beside, axe): failed'
      if (!existsSync(process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium')) return [notRun(what, 'no chromium')]
      await run('npm', ['run', '--silent', 'build'])
      const { stdout } = await run(join(root, 'node_modules/.bin/playwright'), ['test', '--reporter=json'])
      const { stats } = JSON.parse(stdout) as Report
      return [atMost(`${what} of ${stats.expected + stats.unexpected}`, stats.unexpected, 0, 0)]
    },
  },
  {
    what: 'in Electron',
    measure: async () =>
      existsSync(join(root, 'node_modules/electron/dist')) ? [] : [notRun('the window in Electron', 'its binary is not installed')],
  },
]
