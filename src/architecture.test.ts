import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Layer, layers } from './layers.ts'

const root = resolve(import.meta.dirname, '..')
const importPattern = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g
const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

const layerOf = (file: string): string => {
  const found = Object.keys(layers)
    .filter((layer) => under(file, layer))
    .sort((a, b) => b.length - a.length)[0]
  if (found === undefined) throw new Error(`${file} lies in no layer of src/layers.ts`)
  return found
}

/** What is wrong with one import of one file; null when nothing is. */
function broken(file: string, target: string): string | null {
  const layer = layerOf(file)
  const rule = layers[layer]!
  const isTest = /\.test\.tsx?$/.test(file)
  if (target.startsWith('.')) {
    const path = normalize(join(dirname(file), target))
    return allowed(file, layer, rule).some((may) => under(path, may)) ? null : `${file} must not import ${path}`
  }
  if (target.startsWith('node:')) return rule.node || isTest ? null : `${file} must not import ${target}`
  if (/^electron(\/|$)/.test(target)) return rule.packages.includes('electron') ? null : `${file} must not import electron`
  const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]!
  return isTest || rule.packages.includes('*') || rule.packages.includes(name) ? null : `${file} must not import ${name}`
}

function allowed(file: string, layer: string, rule: Layer): readonly string[] {
  // A connector is its own folder: it sees itself and the named files beside it, never another connector.
  const home =
    rule.siblings === undefined
      ? layer
      : file
          .split('/')
          .slice(0, layer.split('/').length + 1)
          .join('/')
  return [home, ...rule.may, ...(rule.siblings ?? []).map((name) => `${layer}/${name}`)]
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.as.ts') && !file.endsWith('.d.ts'))
  .filter((file) => dirname(file) !== 'src')

const brokenImports = (file: string, text: string): readonly string[] =>
  [...text.matchAll(importPattern)].map(([, target]) => broken(file, target!)).filter((fault) => fault !== null)

describe('the dependency rules', () => {
  it('hold in every source file', () => {
    const faults = sources.flatMap((file) => brokenImports(file, readFileSync(join(root, file), 'utf8')))
    expect(faults).toEqual([])
  })

  it.each([
    ['shared imports the engine', 'src/shared/model.ts', '../engine/index.ts'],
    ['shared imports node', 'src/shared/model.ts', 'node:fs'],
    ['shared imports a package it may not', 'src/shared/model.ts', 'ws'],
    ['a connector imports another', 'src/engine/connectors/folder/walk.ts', '../notion/index.ts'],
    ['a connector imports the store', 'src/engine/connectors/folder/walk.ts', '../../store/store.ts'],
    ['a connector imports the inside of the contract', 'src/engine/connectors/folder/folder.test.ts', '../contract/bench.ts'],
    ['the kit imports the contract', 'src/engine/connectors/kit/host.ts', '../contract.ts'],
    ['the contract imports a connector', 'src/engine/connectors/contract.ts', './folder/index.ts'],
    ['a part of the contract imports a connector', 'src/engine/connectors/contract/listing.ts', '../folder/index.ts'],
    ['extract imports the store', 'src/engine/extract/pool.ts', '../store/store.ts'],
    ['chunk imports extract', 'src/engine/chunk/index.ts', '../extract/pool.ts'],
    ['store imports sync', 'src/engine/store/store.ts', '../sync/syncer.ts'],
    ['search imports sync', 'src/engine/search/client.ts', '../sync/syncer.ts'],
    ['sync imports a connector', 'src/engine/sync/syncer.ts', '../connectors/folder/index.ts'],
    ['sync imports search', 'src/engine/sync/syncer.ts', '../search/client.ts'],
    ['the engine imports a host', 'src/engine/engine.ts', '../web/index.ts'],
    ['the engine imports electron', 'src/engine/engine.ts', 'electron'],
    ['web imports the inside of the engine', 'src/web/index.ts', '../engine/store/store.ts'],
    ['the command line imports the window', 'src/cli/index.ts', '../renderer/app/app.tsx'],
    ['preload imports node', 'src/preload/index.ts', 'node:fs'],
    ['preload imports the engine', 'src/preload/index.ts', '../engine/index.ts'],
    ['the window imports node', 'src/renderer/app/app.tsx', 'node:fs'],
    ['the window imports the engine', 'src/renderer/app/app.tsx', '../../engine/index.ts'],
    ['the window imports electron', 'src/renderer/app/app.tsx', 'electron'],
  ])('catch it when %s', (_what, file, target) => {
    expect(brokenImports(file, `import { x } from '${target}'`)).toHaveLength(1)
  })

  it('allow what they are meant to allow', () => {
    expect(brokenImports('src/engine/connectors/folder/walk.ts', "import x from '../connector.ts'")).toEqual([])
    expect(brokenImports('src/main/index.ts', "import { app } from 'electron'")).toEqual([])
  })
})

describe('the house', () => {
  it('keeps SQL in the store', () => {
    const sql = /\.(prepare|exec)\(\s*[`'"]\s*(select|insert|update|delete|create|pragma)\b/i
    const elsewhere = sources.filter(
      (file) => !under(file, 'src/engine/store') && !/\.test\.tsx?$/.test(file) && sql.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(elsewhere).toEqual([])
  })

  it('keeps files small', () => {
    const lengths = sources.map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    expect(lengths.filter(({ lines }) => lines > 600)).toEqual([])
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100)
  })

  it('has no drawer for odds and ends', () => {
    expect(sources.filter((file) => /\/(utils?|common|helpers?)(\/|\.tsx?$)/.test(file))).toEqual([])
  })

  it('puts every source folder into a tsconfig', () => {
    const included = readdirSync(root)
      .filter((file) => /^tsconfig\..+\.json$/.test(file))
      .flatMap((file) => (JSON.parse(readFileSync(join(root, file), 'utf8')) as { include?: string[] }).include ?? [])
    const folders = [
      ...readdirSync(join(root, 'src'), { withFileTypes: true })
        .filter((e) => e.isDirectory())
        .map((e) => `src/${e.name}`),
      'e2e',
    ]
    expect(folders.filter((folder) => existsSync(join(root, folder)) && !included.includes(folder))).toEqual([])
  })
})
