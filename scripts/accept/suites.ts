import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Counts, vitestCounts } from '../vitest-counts.ts'
import { run } from './magpie.ts'
import { atLeast, atMost, notRun, type Outcome, type Vow } from './vow.ts'

const root = join(import.meta.dirname, '../..')
const colourless = { ...process.env, NO_COLOR: '1' }

/** A run that counts nothing failed. */
const countsIn = (output: string): Counts => vitestCounts(output) ?? { passed: 0, failed: 1, skipped: 0 }

/** One of the long suites, in full, under a seed that is printed. */
export const longSuite = (what: string, filter: string, least: number): Vow => ({
  what,
  measure: async (): Promise<readonly Outcome[]> => {
    const { stdout } = await run(process.execPath, [join(root, 'scripts/test-long.ts'), filter], colourless)
    const { passed, failed } = countsIn(stdout)
    const seed = /Seed (\d+)/.exec(stdout)?.[1] ?? '?'
    return [atLeast(`${what}: passed (seed ${seed})`, passed, least, 0), atMost(`${what}: failed`, failed, 0, 0)]
  },
})

/** Tests below these paths. What they skip was not measured. */
export const suite = (what: string, paths: readonly string[], least: number, mostSkipped = 0): Vow => ({
  what,
  measure: async (): Promise<readonly Outcome[]> => {
    const { stdout } = await run(join(root, 'node_modules/.bin/vitest'), ['run', ...paths], colourless)
    const { passed, failed, skipped } = countsIn(stdout)
    if (passed + failed === 0 && skipped > 0) return [notRun(what, `all ${skipped} tests were skipped: what they need is not here`)]
    return [
      atLeast(`${what}: passed`, passed, least, 0),
      atMost(`${what}: failed`, failed, 0, 0),
      atMost(`${what}: skipped`, skipped, mostSkipped, 0),
    ]
  },
})

export const hasChromium = existsSync(process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium')

/** Journeys of the window in a real browser, each at its first try; all of them without `files`. */
export const journeys = (what: string, files: readonly string[] = []): Vow => ({
  what,
  measure: async (): Promise<readonly Outcome[]> => {
    if (!hasChromium) return [notRun(what, 'no chromium')]
    await run('npm', ['run', '--silent', 'build'])
    const { stdout } = await run(join(root, 'node_modules/.bin/playwright'), ['test', ...files, '--reporter=json', '--retries=0'])
    const { stats } = JSON.parse(stdout) as { stats: { expected: number; unexpected: number } }
    return [atMost(`${what}: failed of ${stats.expected + stats.unexpected}`, stats.unexpected, 0, 0)]
  },
})
