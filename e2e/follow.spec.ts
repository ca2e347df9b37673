import { execFile } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })
const hit = (page: Page, text: string | RegExp) => page.getByRole('option').filter({ hasText: text })

test('from the first start to a folder whose index follows it by itself, also across a restart', async ({ desk }) => {
  const page = await test.step('the first start asks one question', async () => {
    const page = await desk.openWithFolder()
    await field(page).fill('notice period')
    await expect(hit(page, 'warehouse lease')).toBeVisible()
    await expect(hit(page, 'warehouse lease').locator('mark').first()).toBeVisible()
    return page
  })

  await test.step('a new document is found', async () => {
    await field(page).fill('pelican')
    await expect(page.locator('[data-found]').filter({ hasText: /nothing found|in \d+ ms/ })).toBeVisible()
    await expect(hit(page, /pelican/i)).toHaveCount(0)
    desk.write('birds/pelican.md', '# Pelican\n\nA pelican holds twelve litres in its beak.\n')
    await expect(hit(page, 'twelve litres')).toBeVisible()
  })

  await test.step('an edited document is found by its new words, and no longer by its old ones', async () => {
    desk.write('birds/pelican.md', '# Pelican\n\nA pelican carries thirteen litres in its pouch.\n')
    await expect(hit(page, 'thirteen litres')).toBeVisible()
    await expect(hit(page, 'twelve litres')).toHaveCount(0)
  })

  await test.step('a renamed document moves', async () => {
    renameSync(join(desk.folder, 'birds'), join(desk.folder, 'animals'))
    await expect(hit(page, /animals/)).toBeVisible()
    await expect(hit(page, /birds/)).toHaveCount(0)
    await expect(hit(page, 'thirteen litres')).toHaveCount(1)
  })

  await test.step('a deleted document leaves', async () => {
    desk.remove('animals/pelican.md')
    await expect(hit(page, /pelican/i)).toHaveCount(0)
  })

  await test.step('after a restart everything is still there', async () => {
    await desk.closeApp()
    await expect(page.getByText('The engine is not answering')).toBeVisible()
    await page.close()
    const again = await desk.openApp()
    await field(again).fill('lentil')
    await expect(hit(again, 'Lentil soup')).toBeVisible()
    await again.getByRole('link', { name: 'Sources' }).click()
    await expect(again.getByText('Up to date')).toBeVisible()
  })
})

test('the command line answers from the engine the window uses', async ({ desk }) => {
  const page = await desk.openWithFolder()
  await field(page).fill('lentil')
  await expect(hit(page, 'Lentil soup')).toBeVisible()
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/index.ts', '--home', desk.home, 'search', 'lentil', '--json'], {
    cwd: join(import.meta.dirname, '..'),
  })
  const answer = JSON.parse(stdout) as { readonly query: string; readonly hits: readonly { readonly externalId: string }[] }
  expect(answer.query).toBe('lentil')
  expect(answer.hits[0]?.externalId).toBe('kitchen/soup.md')
})

test('the demo is one click away', async ({ desk }) => {
  const page = await desk.openApp()
  await page.getByRole('button', { name: 'Try the demo' }).click()
  await expect(field(page)).toBeFocused()
  await page.getByRole('link', { name: 'Sources' }).click()
  await expect(page.getByRole('region', { name: 'Demo collection' }).getByText('Up to date')).toBeVisible()
})

test('a window whose link is used up says so', async ({ desk, context }) => {
  const page = await desk.openApp()
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByText('This window’s link is used up')).toBeVisible()
})
