import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './magpie.ts'
import { atLeast, atMost, equal, notRun, type Outcome, type Vow } from './vow.ts'

const root = join(import.meta.dirname, '../..')
const colourless = { ...process.env, NO_COLOR: '1' }

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Counts of what Vitest's last lines say; a run that says nothing failed. */
function countsIn(output: string): Counts {
  const line = /^\s*Tests\s+(.+)$/m.exec(output)?.[1] ?? '1 failed'
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
}

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

/** Journeys of the window in a real browser. */
export const journeys = (what: string, file: string): Vow => ({
  what,
  measure: async (): Promise<readonly Outcome[]> => {
    if (!existsSync(process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium')) return [notRun(what, 'no chromium')]
    await run('npm', ['run', '--silent', 'build'])
    const { stdout } = await run(join(root, 'node_modules/.bin/playwright'), ['test', file, '--reporter=json', '--retries=0'])
    const { stats } = JSON.parse(stdout) as { stats: { expected: number; unexpected: number; skipped: number } }
    return [
      equal(
        what,
        `${stats.expected} of ${stats.expected + stats.unexpected}`,
        `${stats.expected + stats.unexpected} of ${stats.expected + stats.unexpected}`,
      ),
    ]
  },
})
