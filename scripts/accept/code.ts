import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './magpie.ts'
import { atMost, equal, type Vow } from './vow.ts'

const source = join(import.meta.dirname, '../../src')

export const codePromises: readonly Vow[] = [
  {
    what: 'source files are small',
    measure: async () => {
      const lengths = readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
        .map((file) => readFileSync(join(source, file), 'utf8').split('\n').length)
        .sort((a, b) => a - b)
      return [
        atMost('source files: median lines', lengths[Math.floor(lengths.length / 2)] ?? 0, 100, 0),
        atMost('source files: longest, lines', lengths.at(-1) ?? 0, 600, 0),
      ]
    },
  },
  {
    what: 'the dependency rules hold and each catches its violation',
    measure: async () => {
      const { code } = await run(join(source, '../node_modules/.bin/vitest'), ['run', 'src/architecture.test.ts'])
      return [equal('architecture test', code === 0 ? 'green' : 'red', 'green')]
    },
  },
]
