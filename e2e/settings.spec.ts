import { join } from 'node:path'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'

test('a backup is made, brought back, and everything erased; all by keyboard', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const keys = page.keyboard
  const copy = join(desk.home, '..', 'copy.backup')
  await page.getByRole('link', { name: 'Sources' }).click()
  await expect(page.getByRole('img', { name: '4 of 4 documents searchable' })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).focus()
  await keys.press('Enter')

  await test.step('a backup', async () => {
    await page.getByRole('textbox', { name: 'Where to, a file or a folder' }).focus()
    await keys.type(copy)
    await keys.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: `Written to ${copy}` })).toBeVisible()
    await keys.press('Enter')
    await expect(page.getByRole('alert')).toContainText('There is a file')
  })
  await test.step('a document that came since goes with the restored index, and comes back by itself', async () => {
    desk.write('since.md', 'A cormorant dries its wings.')
    await page.getByRole('link', { name: 'Sources' }).click()
    await expect(page.getByRole('img', { name: '5 of 5 documents searchable' })).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('textbox', { name: 'A backup' }).focus()
    await keys.type(copy)
    await keys.press('Enter')
    await expectAccessible(page, 'restore')
    await page.getByRole('button', { name: 'Restore', exact: true }).press('Enter')
    await expect(page.getByRole('status').filter({ hasText: '4 documents are back.' })).toBeVisible()
    await page.getByRole('link', { name: 'Sources' }).click()
    await expect(page.getByRole('img', { name: '5 of 5 documents searchable' })).toBeVisible()
  })
  await test.step('everything erased, after it was typed', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Erase …' }).press('Enter')
    const sure = page.getByRole('dialog')
    await expect(sure).toContainText('5 documents of 1 source leave the index')
    await sure.getByRole('button', { name: 'Erase everything' }).click()
    await expect(sure).toBeVisible()
    await expectAccessible(page, 'erase')
    await sure.getByRole('textbox').fill('erase')
    await keys.press('Enter')
    await expect(page.getByRole('combobox', { name: 'Folder' })).toBeVisible()
  })
})

test('the settings: appearance, pace, schedules, what leaves the computer', async ({ desk }) => {
  const page = await desk.openWithFolder()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('combobox', { name: 'On battery' }).selectOption('Wait for the mains')
  await page.getByRole('button', { name: 'Change when documents is synced' }).click()
  await page.getByRole('radio', { name: 'Once a day' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('every day at 07:00')).toBeVisible()
  await expect(page.getByText(desk.home)).toBeVisible()
  await expect(page.getByText('Cut the network and search')).toBeVisible()
  await page.getByRole('radio', { name: 'Like the system' }).first().click()
  await expectAccessible(page, 'settings')
})
