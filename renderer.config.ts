import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The window, built once for every host: Electron's `app://` and the web host serve the same files. Browsers of 2024
 * and later, so that `light-dark()` and nesting stay as written.
 */
export default defineConfig({
  root: resolve(import.meta.dirname, 'src/renderer'),
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    minify: true,
    // One name: electron-vite merges lists into duplicates. Firefox and Safari of the same year know as much.
    target: 'chrome123',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: { input: { index: resolve(import.meta.dirname, 'src/renderer/index.html') } },
  },
})
