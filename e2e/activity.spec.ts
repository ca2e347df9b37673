import { readFileSync } from 'node:fs'
import officeCrypto from 'officecrypto-tool'
import { makeDocx, wordParagraph } from '../src/engine/extract/sample-files.ts'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { addScripted, magpie, pages } from './scripted-source.ts'

const refused = { 'team/page-001': 'encrypted', 'team/page-002': 'encrypted', 'team/page-003': 'unreadable' } as const

test('what failed is told in plain words, tried again by one, by kind, and ignored', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const wiki = await addScripted(desk, 'Team wiki', { account: 'ada@example.org', documents: pages('team', 12), refused })
  await magpie(desk, 'sync', wiki.id, '--no-embed').catch(() => {})
  await page.getByRole('link', { name: 'Activity' }).click()

  await test.step('the runs say how they ended', async () => {
    await expect(page.getByText('Completed, not everything could be read').first()).toBeVisible()
    await expect(page.getByText('9 added, 3 failed')).toBeVisible()
    await expectAccessible(page, 'runs')
  })
  await test.step('the receipt of a source, as a file', async () => {
    await page.getByRole('link', { name: 'Sources' }).click()
    await page.getByRole('button', { name: 'Actions for Team wiki' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Save the receipt' }).click()
    const receipt = readFileSync(await (await saving).path(), 'utf8')
    expect(JSON.parse(receipt)).toBeTruthy()
    expect(receipt).toContain('Team wiki')
    await page.getByRole('link', { name: 'Activity' }).click()
  })
  await page.getByRole('tab', { name: 'Failures' }).click()
  const locked = page.getByRole('region', { name: 'It is protected by a password.' })
  const unread = page.getByRole('region', { name: 'It cannot be read.' })
  await expect(locked.getByRole('listitem')).toHaveCount(2)
  await expect(unread.getByRole('listitem')).toHaveCount(1)
  await expectAccessible(page, 'failures')

  await test.step('one reason at a time', async () => {
    await page.getByRole('combobox', { name: 'Reason shown' }).selectOption('It cannot be read.')
    await expect(locked).toHaveCount(0)
    await page.getByRole('combobox', { name: 'Reason shown' }).selectOption('All reasons')
  })
  await test.step('one that can be read now leaves the list', async () => {
    wiki.become({ refused: { ...refused, 'team/page-003': undefined } as never })
    await unread.getByRole('button', { name: 'Try now: page-003' }).click()
    await expect(page.getByRole('status').filter({ hasText: '1 document tried again, 1 now searchable.' })).toBeVisible()
    await expect(unread).toHaveCount(0)
  })
  await test.step('an ignored one is out of sight, and can be seen again', async () => {
    await locked.getByRole('button', { name: 'Ignore: page-001' }).click()
    await expect(locked.getByRole('listitem')).toHaveCount(1)
    await page.getByRole('checkbox', { name: 'Also ignored ones' }).check()
    await expect(locked.getByRole('listitem')).toHaveCount(2)
    await page.getByRole('checkbox', { name: 'Also ignored ones' }).uncheck()
  })
  await test.step('all of a kind at once', async () => {
    wiki.become({ refused: {} })
    await locked.getByRole('button', { name: 'Try it now' }).click()
    await expect(locked).toHaveCount(0)
    await expect(page.getByText('Nothing here has failed.')).toBeVisible()
  })
})

test('what asks for a password is opened with it, by keyboard', async ({ desk }) => {
  const sealed = (words: string, password: string) => officeCrypto.encrypt(makeDocx(wordParagraph(words)), { password })
  desk.write('sealed/one.docx', sealed('The marmalade recipe of the harbour inn', 'open-sesame'))
  desk.write('sealed/two.docx', sealed('The inventory of the boathouse', 'open-barley'))
  const page = await desk.openWithFolder()
  const keys = page.keyboard
  await page.getByRole('link', { name: 'Activity' }).press('Enter')
  await page.getByRole('tab', { name: 'Runs' }).focus()
  await keys.press('ArrowRight')
  await keys.press('Enter')
  const locked = page.getByRole('region', { name: 'It is protected by a password.' })
  await expect(locked.getByRole('listitem')).toHaveCount(2)
  await locked.getByRole('button', { name: 'Password: one.docx' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Password')).toBeFocused()
  await expectAccessible(page, 'a password is asked for')
  await keys.type('wrong')
  await keys.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('It does not open with this password.')
  await keys.type('open-sesame')
  await keys.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(locked.getByRole('listitem')).toHaveCount(1)
  await locked.getByRole('button', { name: 'Try a password …' }).press('Enter')
  await keys.type('open-barley')
  await keys.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(locked).toHaveCount(0)
  await keys.press('/')
  await keys.type('marmalade')
  await expect(page.getByRole('option', { name: /one\.docx/ })).toBeVisible()
})

test('the log is read, narrowed down, saved, and goes on by itself; all by keyboard', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const wiki = await addScripted(desk, 'Team wiki', { account: 'ada@example.org', documents: pages('team', 3) })
  await page.getByRole('link', { name: 'Activity' }).focus()
  const keys = page.keyboard
  await keys.press('Enter')
  await page.getByRole('tab', { name: 'Runs' }).focus()
  await keys.press('End')
  await expect(page.getByRole('tab', { name: 'Log' })).toBeFocused()
  await keys.press('Enter')
  const entries = page.getByRole('listitem')
  await expect(entries.filter({ hasText: 'Team wiki: a run ended: completed' }).first()).toBeVisible()
  await expectAccessible(page, 'log')

  await page.getByRole('combobox', { name: 'Severity shown' }).selectOption('Warnings and errors')
  await expect(entries.filter({ hasText: 'completed' })).toHaveCount(0)
  wiki.become({ down: 'sign-in' })
  await magpie(desk, 'sync', wiki.id, '--no-embed').catch(() => {})
  await expect(entries.filter({ hasText: 'a run ended: needs-sign-in' })).toBeVisible()
  const entry = entries.filter({ hasText: 'a run ended: needs-sign-in' })
  await entry.locator('summary').focus()
  await keys.press('Enter')
  await expect(entry.locator('pre')).toContainText('"outcome": "needs-sign-in"')

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the log' }).press('Enter')
  const saved = readFileSync(await (await saving).path(), 'utf8')
  expect(
    saved
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown).length,
  ).toBeGreaterThan(2)

  await page.getByRole('tab', { name: 'Alerts' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '“Team wiki” asks you to sign in again.' })).toContainText('told once')
  await expectAccessible(page, 'alerts')
})
