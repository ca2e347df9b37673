import { mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

test('a document of ten megabytes opens at what was found, and holds nothing up', async ({ desk }) => {
  const line = (i: number) => `Line ${i}: the quick brown fox and the lazy dog walk along the river, and nothing else happens at all.\n`
  const text = Array.from({ length: 100_000 }, (_, i) => (i === 71_234 ? 'Here lies the kingfisher, deep in the middle.\n' : line(i))).join(
    '',
  )
  desk.write('long.txt', text)
  const page = await desk.openWithFolder()
  await field(page).fill('kingfisher')
  await expect(page.getByRole('option').filter({ hasText: 'kingfisher' })).toBeVisible()
  const found = page.getByRole('article').locator('mark', { hasText: 'kingfisher' })
  await expect(found).toBeInViewport()
  await page.getByRole('button', { name: 'Show more', exact: true }).click()
  await page.getByRole('button', { name: 'Show what comes before' }).click()
  await expect(page.getByRole('article')).toContainText('Line 71235')
  await field(page).press('End')
  await field(page).pressSequentially('s deep', { delay: 20 })
  await expect(field(page)).toHaveValue('kingfishers deep')
})

test('a source with a name of 500 characters breaks no screen', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const long = join(
    dirname(desk.folder),
    ...Array.from({ length: 3 }, (_, i) => `${'a very long name of a folder '.repeat(8)}${i}`.slice(0, 230)),
  )
  mkdirSync(dirname(long), { recursive: true })
  await page.getByRole('link', { name: 'Sources' }).click()
  renameSync(desk.folder, long)
  await page.getByRole('button', { name: 'Add a source' }).click()
  await page.getByRole('button', { name: /^Folder/ }).click()
  await page.getByRole('combobox', { name: 'Folder' }).fill(long)
  await page.getByRole('button', { name: 'Start indexing' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const width of [1320, 640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    for (const name of ['Search', 'Sources', 'Activity', 'Overview', 'Settings']) {
      await page.getByRole('link', { name }).click()
      await page.waitForTimeout(150)
      expect(await wide(page), `${name} at ${width}`).toBeLessThanOrEqual(0)
    }
    await page.getByRole('link', { name: 'Search' }).click()
    await field(page).fill('lentil')
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await wide(page), `results at ${width}`).toBeLessThanOrEqual(0)
  }
})

test('far down the list rows come as one looks, and another question begins at its best', async ({ desk }) => {
  for (let i = 0; i < 180; i++) desk.write(`orchard/note ${i}.md`, `# Note ${i}\n\nAll there is to say about plums and pears, part ${i}.\n`)
  const page = await desk.openWithFolder()
  const row = (place: number) =>
    page
      .getByRole('option')
      .filter({ hasText: 'orchard' })
      .and(page.locator(`[aria-posinset="${place}"]`))
  for (const question of ['plums ', 'pears ']) {
    await field(page).fill(question)
    // By words 180; by their meaning, once that is learnt, a few of the others follow.
    await expect(page.locator('[role=option][aria-setsize^="18"]').first()).toBeVisible({ timeout: 20_000 })
    await expect(row(1)).toBeInViewport()
    await page.getByRole('listbox', { name: 'Results' }).evaluate((list) => {
      list.scrollTop = 15_000
    })
    await expect(row(128)).toBeInViewport()
  }
})

test('text from right to left reads so, in its row and in the preview', async ({ desk }) => {
  desk.write('عقد/إيجار.md', '# عقد الإيجار\n\nمدة الإشعار ثلاثة أشهر قبل نهاية السنة.\n')
  const page = await desk.openWithFolder()
  await field(page).fill('الإشعار')
  const row = page.getByRole('option').filter({ hasText: 'الإشعار' })
  await expect(row).toBeVisible()
  const direction = (selector: string) =>
    page.evaluate((css) => getComputedStyle(document.querySelector(css) as Element).direction, selector)
  expect(await direction('[role=option] b')).toBe('rtl')
  await expect(page.getByRole('article')).toContainText('الإشعار')
  expect(await direction('[data-text] p')).toBe('rtl')
  expect(await direction('input[role=combobox]')).toBe('rtl')
})

test('from 320 pixels to very wide everything is within reach', async ({ desk }) => {
  const page = await desk.openWithFolder()
  for (const [width, height] of [
    [320, 640],
    [1320, 820],
    [3840, 1200],
  ] as const) {
    await page.setViewportSize({ width, height })
    await field(page).fill('notice period ')
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await wide(page)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: /^Type:/ }).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: /^Type:/ }).click()
    await expect(page.getByRole('menu')).toBeInViewport()
    await page.keyboard.press('Escape')
    await page.getByRole('option').first().click()
    await expect(page.getByRole('button', { name: 'Open original' })).toBeInViewport()
    if (width < 900) await page.getByRole('button', { name: 'Back to the results' }).click()
  }
})
