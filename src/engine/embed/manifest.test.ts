import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { damagedFiles, loadModels } from './manifest.ts'

const shipped = join(import.meta.dirname, '../../../resources')

describe('the shipped models', () => {
  it('are described, and are what their manifests say', () => {
    const models = loadModels(shipped)
    expect(models.map(({ name, languages, candidates }) => ({ name, languages, candidates }))).toEqual([
      { name: 'all-MiniLM-L6-v2', languages: ['en'], candidates: 160 },
      { name: 'multilingual-e5-small', languages: 'many', candidates: 320 },
    ])
    for (const model of models) expect(damagedFiles(shipped, model)).toEqual([])
  })
})

describe('another folder of models', () => {
  let resources: string
  const small = (name: string, change: (manifest: Record<string, unknown>) => void = () => {}) => {
    const folder = join(resources, 'models', name)
    mkdirSync(folder, { recursive: true })
    const manifest = JSON.parse(readFileSync(join(shipped, 'models/all-MiniLM-L6-v2/manifest.json'), 'utf8')) as Record<string, unknown>
    manifest.name = name
    change(manifest)
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
    return folder
  }
  beforeEach(() => {
    resources = mkdtempSync(join(tmpdir(), 'magpie-models-'))
  })
  afterEach(() => rmSync(resources, { recursive: true }))

  it('may hold a third one', () => {
    small('third', (manifest) => {
      manifest.languages = ['de', 'nl']
      manifest.pooling = 'cls'
    })
    mkdirSync(join(resources, 'models/notes'))
    expect(loadModels(resources).map(({ name }) => name)).toEqual(['third'])
  })

  it.each([
    ['an unknown field', (manifest: Record<string, unknown>) => Object.assign(manifest, { poling: 'mean' })],
    ['another model’s name', (manifest: Record<string, unknown>) => Object.assign(manifest, { name: 'other' })],
    ['no window', (manifest: Record<string, unknown>) => delete manifest.window],
  ])('is refused with %s', (_what, change) => {
    small('third', change)
    expect(() => loadModels(resources)).toThrow('model-missing')
  })

  it('says which files are missing or changed', () => {
    const folder = small('third')
    cpSync(join(shipped, 'models/all-MiniLM-L6-v2/LICENSE'), join(folder, 'LICENSE'))
    writeFileSync(join(folder, 'config.json'), '{}')
    expect(damagedFiles(resources, loadModels(resources)[0]!)).toEqual([
      'config.json',
      'onnx/model_quantized.onnx',
      'quantization.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ])
  })
})
