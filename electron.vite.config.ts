import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import renderer from './renderer.config.ts'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

/** Electron's three programs. The engine and its children are entries of their own: each runs in its own process. */
export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      // Over a hundred small files, which every command would read before it begins.
      externalizeDeps: { exclude: ['zod', 'cockatiel'] },
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          'engine-utility': source('main/engine-utility.ts'),
          'extract-child': source('engine/extract-child.ts'),
          'inference-child': source('engine/inference-child.ts'),
          'search-child': source('engine/search-child.ts'),
          'pac-thread': source('engine/connectors/kit/pac-thread.ts'),
          cli: source('cli/index.ts'),
        },
        // Children are found beside whatever file asks for them, so shared chunks lie beside the entries.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer,
})
