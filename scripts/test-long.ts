import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm run test:long [-- FILTER …]`: everything that `npm test` only samples, in full: a thousand seeded runs of each kind of
 * source, a hundred kills, every test of the contract against every fault, 5,000 damaged files. Takes about half an hour. It says which seed it
 * took; `MAGPIE_SEED` takes that one again, `MAGPIE_MODEL_SEQUENCES`, `MAGPIE_KILLS` and `MAGPIE_FUZZ` say how much.
 */
const root = join(import.meta.dirname, '..')
const seed = process.env.MAGPIE_SEED ?? String(1 + Math.floor(Math.random() * 1e6))
const filters = process.argv.slice(2)

/** The suites that have more to do than `npm test` asks of them. */
const long = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && readFileSync(join(root, 'src', file), 'utf8').includes('process.env.MAGPIE_LONG'))
  .map((file) => join('src', file))
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
  .sort()

console.log(`Seed ${seed}. The same again: MAGPIE_SEED=${seed} npm run test:long\n${long.join('\n')}\n`)
const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', ...long], {
  cwd: root,
  env: { ...process.env, MAGPIE_LONG: '1', MAGPIE_SEED: seed, ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
child.on('error', (error) => console.error(String(error)))
child.on('exit', (code) => {
  console.log(`\nSeed ${seed}`)
  process.exitCode = code ?? 1
})
