import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { scripted } from '../e2e/scripted-connector.ts'
import { connectorTypes } from '../src/engine/connectors/registry.ts'
import { openEngine, sourceResources, spawnNodeChild } from '../src/engine/index.ts'
import { startWebHost } from '../src/web/index.ts'
import { addShowcase } from './showcase.ts'

/** `node scripts/screenshots.ts [FOLDER] [NAME …]`: every screen, or the named ones, light and dark, in three sizes. */
const root = join(import.meta.dirname, '..')
const out = process.argv[2] ?? join(root, 'resources/screenshots')
const named = process.argv.slice(3)
const sizes = { wide: { width: 1320, height: 820 }, narrow: { width: 820, height: 900 }, phone: { width: 390, height: 800 } }

const folder = mkdtempSync(join(tmpdir(), 'magpie-pictures-'))
const handle = await openEngine({
  home: join(folder, 'home'),
  host: 'web',
  resources: sourceResources,
  version: '0.1.0',
  spawn: spawnNodeChild,
  capabilities: [],
  background: true,
  connectors: { ...connectorTypes, wiki: async () => scripted('wiki', 'Team wiki'), chat: async () => scripted('chat', 'Chat') },
})
const browser = await chromium.launch({
  executablePath: process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
})
try {
  mkdirSync(out, { recursive: true })
  await picture('first-run', async () => {})
  await handle.client.call('demo.add', {})
  await handle.client.call('sync.run', {})
  await picture('search', async (page) => {
    await page.keyboard.type('notice period')
    await page.getByRole('option').first().waitFor()
    await page.waitForTimeout(800)
  })
  await addShowcase(handle, join(folder, 'services'))
  await picture('sources', async (page) => {
    await page.getByRole('link', { name: 'Sources' }).first().click()
    await page.waitForTimeout(500)
  })
  for (const [name, item] of [
    ['schedule', 'Schedule …'],
    ['scopes', 'What is indexed …'],
    ['edit', 'Name and settings …'],
    ['remove', 'Remove …'],
  ] as const)
    await picture(`sources-${name}`, async (page) => {
      await page.getByRole('link', { name: 'Sources' }).first().click()
      await page.getByRole('button', { name: 'Actions for Team wiki' }).click()
      await page.getByRole('menuitem', { name: item }).click()
      await page.waitForTimeout(500)
    })
  await picture('sources-add', async (page) => {
    await page.getByRole('link', { name: 'Sources' }).first().click()
    await page.getByRole('button', { name: 'Add a source' }).click()
    await page.waitForTimeout(500)
  })
  await picture('activity', async (page) => {
    await page.getByRole('link', { name: 'Activity' }).first().click()
    await page.waitForTimeout(500)
  })
  for (const tab of ['Failures', 'Alerts', 'Log'])
    await picture(`activity-${tab.toLowerCase()}`, async (page) => {
      await page.getByRole('link', { name: 'Activity' }).first().click()
      await page.getByRole('tab', { name: tab }).click()
      await page.waitForTimeout(500)
    })
  await picture('overview', async (page) => {
    await page.getByRole('link', { name: 'Overview' }).first().click()
    await page.waitForTimeout(500)
  })
  await picture('settings', async (page) => {
    await page.getByRole('link', { name: 'Settings' }).first().click()
    await page.waitForTimeout(500)
  })
} finally {
  await browser.close()
  await handle.close()
  rmSync(folder, { recursive: true, force: true })
}

async function picture(name: string, act: (page: Page) => Promise<void>): Promise<void> {
  if (named.length > 0 && !named.includes(name)) return
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const web = await startWebHost({ handle, root: join(root, 'out/renderer') })
      const page = await browser.newPage({ viewport, colorScheme })
      await page.goto(web.url)
      await page.waitForTimeout(700)
      await act(page)
      await page.screenshot({ path: join(out, size === 'wide' ? `${name}.${colorScheme}.png` : `${name}.${size}.${colorScheme}.png`) })
      await page.close()
      await web.close()
    }
  }
}
