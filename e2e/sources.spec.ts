import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { addScripted, magpie, pages } from './scripted-source.ts'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const choose = async (page: Page, name: string, action: string) => {
  await card(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
}

test('every number of the receipt opens its list, and the numbers add up', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const wiki = await addScripted(desk, 'Team wiki', {
    account: 'ada@example.org',
    documents: pages('team', 130),
    refused: { 'team/page-001': 'encrypted' },
    skipped: { 'team/page-002': 'too-large', 'team/page-003': 'unsupported' },
  })
  await magpie(desk, 'sync', wiki.id, '--no-embed').catch(() => {})
  await page.getByRole('link', { name: 'Sources' }).click()
  const team = card(page, 'Team wiki')
  await expect(team.getByRole('img', { name: '127 of 130 documents searchable' })).toBeVisible()

  await team.getByRole('button', { name: '127 searchable in Team wiki: show them' }).click()
  const dialog = page.getByRole('dialog', { name: 'Searchable in Team wiki' })
  await expect(dialog.getByRole('listitem')).toHaveCount(100)
  await dialog.getByRole('button', { name: 'Show more' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(127)
  await page.keyboard.press('Escape')

  await team.getByRole('button', { name: '2 skipped in Team wiki: show them' }).click()
  await expect(page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'larger than the size limit' })).toContainText('page-002')
  await expectAccessible(page, 'skipped')
  await page.keyboard.press('Escape')

  await team.getByRole('button', { name: '1 failed in Team wiki: show them' }).click()
  await expect(page.getByRole('tab', { name: /^Failures/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: 'Try now: page-001' })).toBeVisible()
})

test('a source is added from the gallery, paused, scheduled, renamed and removed', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const existing = await addScripted(desk, 'First wiki', { account: 'first', documents: pages('first', 2) })
  await page.getByRole('link', { name: 'Sources' }).click()

  await test.step('an address that does not answer says so; the form keeps what was typed', async () => {
    existing.become({ account: 'second', down: 'offline' })
    await page.getByRole('button', { name: 'Add a source' }).click()
    await expectAccessible(page, 'gallery')
    await page.getByRole('button', { name: /^Team wiki/ }).click()
    await page.getByRole('textbox', { name: 'Address' }).fill(existing.path)
    await page.getByText('More choices').click()
    await page.getByRole('textbox', { name: /^Name/ }).fill('Second wiki')
    await expectAccessible(page, 'form of a connector')
    await page.getByRole('button', { name: 'Start indexing' }).click()
    await expect(page.getByRole('alert')).toContainText('cannot be reached')
    existing.become({ down: undefined as never })
    await page.getByRole('button', { name: 'Start indexing' }).click()
    await expect(card(page, 'Second wiki').getByText('Up to date')).toBeVisible()
  })
  await test.step('paused for an hour, and resumed', async () => {
    await choose(page, 'Second wiki', 'Pause for an hour')
    await expect(card(page, 'Second wiki')).toContainText(/Paused until (\d{1,2} \w+, )?\d\d:\d\d\./)
    await expectAccessible(page, 'a paused source')
    await card(page, 'Second wiki').getByRole('button', { name: 'Resume' }).click()
    await expect(card(page, 'Second wiki').getByText('Up to date')).toBeVisible()
  })
  await test.step('everything paused, and resumed', async () => {
    await page.getByRole('button', { name: 'Pause all' }).click()
    await page.getByRole('menuitem', { name: 'Pause all for an hour' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Everything is paused.' })).toBeVisible()
    await page.getByRole('button', { name: 'Resume all' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Everything is paused.' })).toHaveCount(0)
  })
  await test.step('a schedule in plain choices', async () => {
    await choose(page, 'Second wiki', 'Schedule …')
    await page.getByRole('radio', { name: 'Once a week' }).click()
    await page.getByRole('combobox', { name: 'Day' }).selectOption('Friday')
    await page.getByLabel('Time of day').fill('18:30')
    await expectAccessible(page, 'schedule')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(card(page, 'Second wiki')).toContainText('every Friday at 18:30')
    await choose(page, 'Second wiki', 'Schedule …')
    await page.getByRole('radio', { name: /^At times of my own/ }).click()
    await page.getByRole('textbox', { name: /Times/ }).fill('now and then')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert')).toContainText('now and then')
    await page.getByRole('button', { name: 'Cancel' }).click()
  })
  await test.step('limits of its own', async () => {
    const inARow = page.getByRole('textbox', { name: 'Give up after so many errors in a row' })
    const open = async () => {
      await choose(page, 'Second wiki', 'Name and settings …')
      await page.getByText('More choices').click()
    }
    const save = async () => {
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await open()
    await inARow.fill('3')
    await page.getByRole('textbox', { name: 'Documents read at once' }).fill('99')
    await page.getByRole('textbox', { name: 'Leave out' }).fill('drafts/**')
    await expectAccessible(page, 'limits of a source')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert')).toContainText('1 to 32')
    await page.getByRole('textbox', { name: 'Documents read at once' }).fill('2')
    await save()
    await open()
    await expect(inARow).toHaveValue('3')
    await expect(page.getByRole('textbox', { name: 'Leave out' })).toHaveValue('drafts/**')
    await inARow.fill('')
    await page.getByRole('textbox', { name: 'Give up after so many errors in a hundred' }).fill('')
    await save()
    await open()
    await expect(inARow).toHaveValue('')
    await page.getByRole('button', { name: 'Cancel' }).click()
  })
  await test.step('another name', async () => {
    await choose(page, 'Second wiki', 'Name and settings …')
    await page.getByRole('textbox', { name: 'Name' }).fill(`Wiki ${'long '.repeat(90)}`)
    await expectAccessible(page, 'settings of a source')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { name: /^Wiki long long/ })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1320)
  })
  await test.step('removed after it was said what goes', async () => {
    const renamed = page.getByRole('region', { name: /^Wiki long/ })
    await renamed.getByRole('button', { name: /^Actions/ }).click()
    await page.getByRole('menuitem', { name: 'Remove …' }).click()
    await expect(page.getByRole('dialog')).toContainText('2 documents with text, words and meanings')
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(renamed).toHaveCount(0)
  })
})

test('the parts of a source are a tree for the arrow keys', async ({ desk }) => {
  const page = await desk.openWithFolder()
  await addScripted(desk, 'Team wiki', {
    account: 'ada@example.org',
    documents: pages('ops', 3),
    scopes: { '': ['ops', 'web'], ops: ['ops/runbooks', 'ops/alerts'], 'ops/runbooks': ['ops/runbooks/disk'] },
  })
  await page.getByRole('link', { name: 'Sources' }).click()
  await card(page, 'Team wiki').getByRole('button', { name: 'Actions for Team wiki' }).press('Enter')
  await page.getByRole('menuitem', { name: 'What is indexed …' }).press('Enter')
  const item = (name: string) => page.getByRole('treeitem', { name })
  await item('ops').focus()
  const keys = page.keyboard
  await expect(item('ops')).toHaveAttribute('aria-selected', 'true')
  await keys.press('ArrowRight')
  await expect(item('runbooks')).toBeVisible()
  await expect(item('runbooks')).toHaveAttribute('aria-disabled', 'true')
  await keys.press('ArrowRight')
  await expect(item('runbooks')).toBeFocused()
  await keys.press('ArrowLeft')
  await expect(item('ops')).toBeFocused()
  await keys.press('Space')
  await expect(item('ops')).toHaveAttribute('aria-selected', 'false')
  await expect(page.getByRole('status').filter({ hasText: '1 part chosen' })).toBeVisible()
  await expectAccessible(page, 'parts')
  await page.getByRole('searchbox', { name: 'Find a part' }).fill('disk')
  await expect(item('disk')).toBeVisible()
  await expect(item('web')).toHaveCount(0)
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(card(page, 'Team wiki').getByText('0 searchable')).toBeVisible()
  await choose(page, 'Team wiki', 'What is indexed …')
  await expect(item('ops')).toHaveAttribute('aria-selected', 'false')
  await expect(item('web')).toHaveAttribute('aria-selected', 'true')
})
