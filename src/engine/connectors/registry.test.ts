import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

it('the registry names every connector folder', () => {
  const script = resolve(import.meta.dirname, '../../../scripts/generate-registry.ts')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
})
