import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function clean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  expect(violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has an accessibility violation, ${colorScheme}`, async ({ desk }) => {
    const page = await desk.openApp()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.getByRole('combobox', { name: 'Folder' })).toBeFocused()
    await clean(page, 'first run')
    await page.getByRole('combobox', { name: 'Folder' }).fill(desk.folder)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const field = page.getByRole('combobox', { name: 'Search everything' })
    await expect(field).toBeFocused()
    await clean(page, 'before a search')
    await field.fill('the notice')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expect(page.getByRole('article')).toContainText(/\w/)
    await clean(page, 'results and preview')
    await field.fill('xyzzyq type:pdf')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await clean(page, 'nothing found')
    await page.getByRole('link', { name: 'Sources' }).click()
    await expect(page.getByText('Up to date')).toBeVisible()
    await clean(page, 'sources')
    await page.getByRole('button', { name: /^Actions/ }).click()
    await clean(page, 'menu')
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await clean(page, 'remove')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Add a source' }).click()
    await clean(page, 'add a source')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('radio').first()).toBeVisible()
    await clean(page, 'settings')
  })
}

test('at 200 % zoom and in a narrow window everything stays within reach', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const field = page.getByRole('combobox', { name: 'Search everything' })
  for (const size of [
    { width: 660, height: 410 },
    { width: 390, height: 800 },
  ]) {
    await page.setViewportSize(size)
    await field.fill('notice period')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.getByRole('option').first().click()
    await expect(page.getByRole('button', { name: 'Open original' })).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    await page.getByRole('button', { name: 'Back to the results' }).click()
    await expect(field).toBeFocused()
    for (const name of ['Sources', 'Settings', 'Search']) {
      await page.getByRole('link', { name }).click()
      await expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
    }
  }
})
