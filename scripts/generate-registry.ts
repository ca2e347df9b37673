import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// Writes src/engine/connectors/registry.ts and icons.ts from the folders beside them; with --check only says whether they are current.

const connectors = resolve(import.meta.dirname, '../src/engine/connectors')
const ids = readdirSync(connectors, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(connectors, entry.name, 'index.ts')))
  .map((entry) => entry.name)
  .sort()

const key = (id: string) => (/^[a-z]+$/.test(id) ? id : `'${id}'`)
const source = `// Written by scripts/generate-registry.ts: run it after adding or removing a connector.
import type { ConnectorType } from './connector.ts'

/** Every connector by its id. Each is loaded when a source first needs it. */
export const connectorTypes: Readonly<Record<string, () => Promise<ConnectorType>>> = {
${ids.map((id) => `  ${key(id)}: async () => (await import('./${id}/index.ts')).connector,\n`).join('')}}
`

const icon = (id: string) => {
  const path = join(connectors, id, 'icon.svg')
  if (!existsSync(path)) return ''
  const svg = readFileSync(path, 'utf8')
    .replaceAll(/\s*\n\s*/g, '')
    .replaceAll("'", '"')
  return `  ${key(id)}:\n    '${svg}',\n`
}
const icons = `// Written by scripts/generate-registry.ts from the icon.svg of each connector.

/** The sign of each connector that has one, as SVG in one colour. */
export const connectorIcons: Readonly<Record<string, string>> = {
${ids.map(icon).join('')}}
`

for (const [name, text] of [
  ['registry.ts', source],
  ['icons.ts', icons],
] as const) {
  const path = join(connectors, name)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else {
    console.error(`src/engine/connectors/${name} is stale: run node scripts/generate-registry.ts`)
    process.exitCode = 1
  }
}
