import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { vitestCounts } from './vitest-counts.ts'

/**
 * `npm test`: lint, types, tests under Node, the build, and the window in a real browser. Ends with one line that
 * counts everything, and with 1 if anything failed.
 */
const root = join(import.meta.dirname, '..')
const totals = { passed: 0, failed: 0, skipped: 0 }
const notes: string[] = []

interface Ran {
  readonly code: number
  readonly output: string
}

function run(command: string, args: readonly string[]): Promise<Ran> {
  const bin = join(root, 'node_modules/.bin', command)
  const child = spawn(existsSync(bin) ? bin : command, args, {
    cwd: root,
    // Playwright tells its workers whether to colour, and Node complains of being told twice.
    env: {
      ...process.env,
      ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent',
      ...(command === 'playwright' ? { FORCE_COLOR: '0' } : { NO_COLOR: '1' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data
      process.stdout.write(data)
    })
  }
  return new Promise((done) => {
    child.on('error', (error) => done({ code: 1, output: String(error) }))
    child.on('exit', (code) => done({ code: code ?? 1, output: stripVTControlCharacters(output) }))
  })
}

/** A step that passes or fails as a whole. */
async function step(name: string, command: string, args: readonly string[]): Promise<boolean> {
  console.log(`\n> ${name}`)
  const { code } = await run(command, args)
  totals[code === 0 ? 'passed' : 'failed']++
  if (code !== 0) notes.push(`failed: ${name}`)
  return code === 0
}

/** A step whose runner counts its own tests. */
async function suite(name: string, command: string, args: readonly string[], count: (output: string) => typeof totals): Promise<void> {
  console.log(`\n> ${name}`)
  const { code, output } = await run(command, args)
  const counted = count(output)
  const broken = code !== 0 && counted.failed === 0 ? 1 : 0
  totals.passed += counted.passed
  totals.failed += counted.failed + broken
  totals.skipped += counted.skipped
  if (code !== 0) notes.push(`failed: ${name}`)
  for (const again of output.matchAll(/^.*\(retry (?:x|#)\d+\).*$/gm)) notes.push(`needed a second try: ${again[0].trim()}`)
}

const number = (output: string, pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0)

/** What passed at its second try counts as passed, and is named. */
const playwrightCounts = (output: string) => ({
  passed: number(output, /^\s*(\d+) passed/m) + number(output, /^\s*(\d+) flaky/m),
  failed: number(output, /^\s*(\d+) failed/m),
  skipped: number(output, /^\s*(\d+) skipped/m) + number(output, /^\s*(\d+) did not run/m),
})

/** The browser of Debian; installed when that is possible, else the suite is skipped by name. */
function browser(): string | null {
  const wanted = process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium'
  if (existsSync(wanted)) return wanted
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null
  console.log('\n> installing Debian’s chromium')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  return existsSync(wanted) ? wanted : null
}

function skip(name: string, why: string): void {
  totals.skipped++
  notes.push(`skipped: ${name} (${why})`)
}

await step('lint', 'biome', ['check', '.'])
await step('unused code', 'knip', [])
await step('types', 'tsc', ['-b'])
await suite('tests', 'vitest', ['run'], (output) => vitestCounts(output) ?? { passed: 0, failed: 0, skipped: 0 })
const built = await step('build', 'electron-vite', ['build'])
const chromium = browser()
if (!built) skip('the window in a browser', 'the build failed')
else if (chromium === null) skip('the window in a browser', 'no chromium; apt-get install chromium as root, or set MAGPIE_CHROMIUM')
else await suite('the window in a browser', 'playwright', ['test', '--reporter=list'], playwrightCounts)
if (!existsSync(join(root, 'node_modules/electron/dist'))) skip('the window in Electron', 'its binary is not installed')

console.log(
  `\n${notes.join('\n')}${notes.length > 0 ? '\n\n' : ''}${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`,
)
process.exitCode = totals.failed > 0 ? 1 : 0
