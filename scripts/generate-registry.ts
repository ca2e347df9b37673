import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// Writes src/engine/connectors/registry.ts from the folders beside it; with --check only says whether it is current.

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

const path = join(connectors, 'registry.ts')
const current = existsSync(path) && readFileSync(path, 'utf8') === source
if (process.argv.includes('--check')) {
  if (!current) console.error('src/engine/connectors/registry.ts is stale: run node scripts/generate-registry.ts')
  process.exitCode = current ? 0 : 1
} else if (!current) writeFileSync(path, source)
