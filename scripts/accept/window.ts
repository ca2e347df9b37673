import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { percentile } from '../bench/figures.ts'
import { measureWindow } from '../bench/window.ts'
import { run, withFolder } from './magpie.ts'
import { hasChromium, journeys } from './suites.ts'
import { atLeast, atMost, notRun, type Vow } from './vow.ts'

const root = join(import.meta.dirname, '../..')

export const windowPromises: readonly Vow[] = [
  journeys(
    'journeys in Chromium (mouse, keyboard alone, hostile documents, limits, CLI beside, axe in light, dark and forced colours, 0 policy violations)',
  ),
  {
    what: 'the speed of the window',
    measure: async () => {
      if (!hasChromium) return [notRun('the speed of the window', 'no chromium')]
      await run('npm', ['run', '--silent', 'build:renderer'])
      const { keystroke, typing, firstPaint, results, scrolling } = await measureWindow(100_000)
      return [
        atMost('keystroke to painted keyword results at 100k passages, p95 in ms', percentile(keystroke, 0.95), 50, 1),
        atMost('input blocked while typing, longest in ms', typing.wall, 50, 1),
        atMost('first paint after the address is opened, in ms', firstPaint, 1_000, 0),
        atLeast('results in the list', results, 100_000, 0),
        atMost('a frame while scrolling them, longest in ms', scrolling.wall, 50, 1),
      ]
    },
  },
  {
    what: 'pictures of every screen',
    measure: async () => {
      const what = 'screens pictured in light and dark, three sizes each: pictures'
      if (!hasChromium) return [notRun(what, 'no chromium')]
      return withFolder(async (folder) => {
        await run(process.execPath, [join(root, 'scripts/screenshots.ts'), folder])
        return [atLeast(what, readdirSync(folder).length, 7 * 2 * 3, 0)]
      })
    },
  },
  {
    what: 'in Electron',
    measure: async () =>
      existsSync(join(root, 'node_modules/electron/dist')) ? [] : [notRun('the window in Electron', 'its binary is not installed')],
  },
]
