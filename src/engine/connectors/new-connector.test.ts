import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** A copy of this checkout, in which a connector is made. */
const root = resolve(import.meta.dirname, '../../..')
let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'magpie-new-connector-'))
  for (const name of readdirSync(root))
    if (/^(src|scripts|e2e|.*\.json|.*\.config\.ts|\.gitignore)$/.test(name))
      cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  spawnSync('git', ['init', '-q'], { cwd: copy })
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const make = (id: string) => spawnSync(process.execPath, [join(copy, 'scripts/new-connector.ts'), id, '--into', copy], { encoding: 'utf8' })
const tool = (name: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(join(copy, 'node_modules/.bin', name), args, { cwd: copy, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

it('makes a connector with everything one has, in the registry, and red', { timeout: 120_000 }, () => {
  expect(make('google-notes').status).toBe(0)
  const folder = join(copy, 'src/engine/connectors/google-notes')
  const files = ['README.md', 'client.ts', 'fake.ts', 'google-notes.test.ts', 'icon.svg', 'index.ts', 'to-markdown.ts']
  expect(readdirSync(folder).sort()).toEqual(files)
  for (const file of files) expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/\bfoo/i)
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(/^# Google Notes\n/)
  expect(readFileSync(join(copy, 'src/engine/connectors/registry.ts'), 'utf8')).toContain("'google-notes': async () =>")
  expect(tool('biome', 'check', 'src/engine/connectors').output).toContain('No fixes applied')
  const { output } = tool('vitest', 'run', 'src/engine/connectors/google-notes', 'src/architecture.test.ts')
  // The rules hold, what is there works, and the contract says what is missing.
  expect(output).toMatch(/Test Files .*1 failed.*1 passed/)
  expect(output).toContain('lists every document exactly once')
  expect(output).not.toContain('× makes Markdown of its own format')
})

it.skipIf(process.env.MAGPIE_LONG === undefined)('makes one that passes the types and leaves nothing unused', { timeout: 600_000 }, () => {
  make('slow-notes')
  expect(tool('tsc', '-b')).toEqual({ status: 0, output: '' })
  expect(tool('knip').output).not.toContain('slow-notes')
})

it('refuses names that no folder should have, and one that is there', () => {
  expect(make('Google Notes').status).toBe(2)
  expect(make('kit').status).toBe(2)
  expect(make('folder')).toMatchObject({ status: 1, stderr: expect.stringContaining('There is a connector folder already') })
})
