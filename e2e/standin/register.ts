import { registerHooks } from 'node:module'

/** Loaded with `--import` before the built main: whoever asks for `electron` gets the stand-in beside this file. */
const standin = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standin, shortCircuit: true } : next(specifier, context)),
})
