import { defineConfig } from '@playwright/test'

/** The window in a real browser over a real engine, one at a time: each test has a home of its own. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // As in `vitest.config.ts`: what needed a second try is named by `npm test`.
  retries: process.env.CI === undefined ? 0 : 2,
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    viewport: { width: 1320, height: 820 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium',
      // The browser itself leaves the network alone; as root it starts only without its sandbox.
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
})
