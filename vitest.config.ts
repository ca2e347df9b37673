import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Some suites run whole processes against each other. On a machine that does other things too, one may lose a race it never loses alone:
    // CI asks again, twice at most, and `npm test` names what needed that. Elsewhere it is red.
    retry: process.env.CI === undefined ? 0 : 2,
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  },
})
