import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
const out = process.argv[2] ?? join(root, 'test-results/screens')
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
  await secondSource()
  await handle.client.call('sync.run', {})
  for (const query of ['lease', 'boiler', 'notice period']) await handle.client.call('searches.save', { query })
  await handle.client.call('searches.save', { query: 'type:mail after:1y', name: 'This year’s mail' })
  await picture('start', async () => {})
  await picture('search', (page) => search(page, 'notice period '))
  await picture('conversation', (page) => search(page, 'boiler hot water '))
  await picture('code', (page) => search(page, 'shelf price type:code '))
  await picture('right-to-left', (page) => search(page, 'الإشعار '))
  await picture('nothing-found', (page) => search(page, 'notise type:pdf '))
  await picture('commands', async (page) => {
    await search(page, 'notice period ')
    await page.keyboard.press('Control+Shift+P')
    await page.waitForTimeout(300)
  })
  await addShowcase(handle, join(folder, 'services'))
  for (const screen of ['Sources', 'Activity', 'Overview', 'Settings']) await picture(screen.toLowerCase(), (page) => open(page, screen))
  for (const tab of ['Failures', 'Alerts', 'Removed', 'Log'])
    await picture(`activity-${tab.toLowerCase()}`, async (page) => {
      await open(page, 'Activity')
      await page.getByRole('tab', { name: tab }).click()
      await page.waitForTimeout(500)
    })
  for (const [name, item] of [
    ['schedule', 'Schedule …'],
    ['scopes', 'What is indexed …'],
    ['edit', 'Name and settings …'],
    ['remove', 'Remove …'],
  ] as const)
    await picture(`sources-${name}`, async (page) => {
      await open(page, 'Sources')
      await page.getByRole('button', { name: 'Actions for Team wiki' }).click()
      await page.getByRole('menuitem', { name: item }).click()
      await page.waitForTimeout(500)
    })
  for (const [name, button] of [
    ['add', 'Add a source'],
    ['brake', 'See which …'],
  ] as const)
    await picture(`sources-${name}`, async (page) => {
      await open(page, 'Sources')
      await page.getByRole('button', { name: button }).click()
      await page.waitForTimeout(500)
    })
  await handle.client.call('settings.set', { key: 'language', value: 'de' })
  for (const screen of ['Quellen', 'Verlauf', 'Überblick', 'Einstellungen'])
    await picture(`german-${screen.toLowerCase()}`, (page) => open(page, screen))
} finally {
  await browser.close()
  await handle.close()
  rmSync(folder, { recursive: true, force: true })
}

/** A second source, so that there is a choice to be seen. */
async function secondSource(): Promise<void> {
  const place = join(folder, 'Workshop')
  mkdirSync(join(place, 'plans'), { recursive: true })
  writeFileSync(
    join(place, 'plans', 'shelf.md'),
    '# Shelf for the hall\n\nOak, three boards, dowels. Give the joiner two weeks of notice.\n',
  )
  writeFileSync(join(place, 'plans', 'tools.csv'), 'tool,price,bought\nsaw,48,2024\nplane,120,2023\nclamps,35,2025\n')
  writeFileSync(
    join(place, 'إيجار.md'),
    '# عقد إيجار الورشة\n\nمدة الإشعار ثلاثة أشهر قبل نهاية السنة. The notice period is three months.\n',
  )
  await handle.client.call('sources.add', { connector: 'folder', settings: { path: place } })
}

async function open(page: Page, screen: string): Promise<void> {
  await page.getByRole('link', { name: screen }).first().click()
  await page.waitForTimeout(700)
}

async function search(page: Page, query: string): Promise<void> {
  await page.keyboard.type(query)
  await page.waitForTimeout(1_400)
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
