/**
 * Compiles the scan kernel: `node scripts/build-kernel.ts` writes `kernel-wasm.ts` beside its source, `--check` only says
 * by the exit code whether the one that is there was made from this source.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { main } from 'assemblyscript/asc'

const folder = new URL('../src/engine/search/scan/', import.meta.url)
const source = new URL('kernel.as.ts', folder)
const target = new URL('kernel-wasm.ts', folder)

const options = '--outFile kernel.wasm -O3 --converge --noAssert --runtime stub --importMemory --enable simd'

async function compile(): Promise<Uint8Array> {
  const text = await readFile(source, 'utf8')
  const written = new Map<string, Uint8Array | string>()
  const { error, stderr } = await main(['kernel.as.ts', ...options.split(' ')], {
    readFile: (name) => (name === 'kernel.as.ts' ? text : null),
    writeFile: (name, contents) => {
      written.set(name, contents)
    },
    listFiles: () => [],
  })
  const wasm = written.get('kernel.wasm')
  if (error !== null || !(wasm instanceof Uint8Array)) throw new Error(stderr.toString(), { cause: error })
  return wasm
}

function wrap(wasm: Uint8Array): string {
  const lines = Buffer.from(wasm)
    .toString('base64')
    .match(/.{1,120}/g)!
  return [
    '// Made from kernel.as.ts by scripts/build-kernel.ts. In the code, not in a file of its own, so that no bundler and no archive can lose it.',
    'export const kernelWasm =',
    lines.map((line) => `  '${line}'`).join(' +\n'),
    '',
  ].join('\n')
}

const made = wrap(await compile())
if (process.argv.includes('--check')) process.exitCode = made === (await readFile(target, 'utf8')) ? 0 : 1
else await writeFile(target, made)
