import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * `npm run new:connector ID [-- --into ROOT]`: makes the folder of a connector, with all that one has, and names it in the
 * registry. Its tests run and are red: they say what is to be written. `ID` is lower-case words joined by `-`.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } })
const [id] = positionals
const root = resolve(values.into ?? join(import.meta.dirname, '..'))
if (id === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || ['kit', 'contract', 'practice'].includes(id)) {
  console.error('Say what it is called, in lower case: npm run new:connector google-drive')
  process.exit(2)
}
const folder = join(root, 'src/engine/connectors', id)
if (existsSync(folder)) {
  console.error(`There is a connector ${id} already.`)
  process.exit(1)
}

const words = id.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1))
/** `{Foo}` is what people read, with spaces in it. */
const names: Readonly<Record<string, string>> = { '{Foo}': words.join(' '), Foo: words.join(''), foo: id }
const named = (text: string) => text.replaceAll(/\{Foo\}|Foo|foo/g, (found) => names[found]!)

mkdirSync(folder)
const templates = join(import.meta.dirname, 'new-connector')
for (const file of readdirSync(templates)) {
  const name = file.replace(/\.template$/, '').replace('foo', id)
  writeFileSync(join(folder, name), named(readFileSync(join(templates, file), 'utf8')))
}
// Longer names wrap lines elsewhere.
spawnSync(join(import.meta.dirname, '../node_modules/.bin/biome'), ['check', '--write', folder], {
  cwd: root,
  shell: process.platform === 'win32',
})
const { status } = spawnSync(process.execPath, [join(root, 'scripts/generate-registry.ts')], { stdio: 'inherit' })
console.log(`Made ${folder}. Its tests are red; they say what is to be written: npx vitest run src/engine/connectors/${id}`)
process.exitCode = status ?? 1
