import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  },
})
