import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { hear } from './hear.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })
const option = (page: Page, text: string | RegExp) => page.getByRole('option').filter({ hasText: text })

const mail = (subject: string, from: string, day: number, body: string) =>
  [
    `From: ${from}`,
    'To: Caretaker <care@example.org>',
    `Subject: ${subject}`,
    `Date: Mon, ${day} Jan 2026 09:00:00 +0000`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n')

test('by mouse: search, narrow, unfold, read, go on from there, come back', async ({ desk }) => {
  desk.write('contracts/annex.html', '<h1>Annex on notice</h1><p>The notice period of the garage is one month.</p>')
  desk.write('tools/notice.py', 'def notice_period(months):\n    """How long before the end."""\n    return months * 30\n')
  const page = await desk.openWithFolder()

  await test.step('counts come once the typing rests, and are read out', async () => {
    const heard = await hear(page)
    await field(page).fill('notice period ')
    await expect(option(page, 'warehouse lease')).toBeVisible()
    await expect.poll(heard).toMatch(/\d+ results?/)
  })

  await test.step('a chip writes the query, and reads it back', async () => {
    await page.getByRole('button', { name: 'Type: Any type' }).click()
    await page.getByRole('menuitemcheckbox', { name: /^Code/ }).click()
    await page.keyboard.press('Escape')
    await expect(field(page)).toHaveValue('notice period type:code ')
    await expect(page.getByRole('option')).toHaveCount(1)
    await expect(option(page, 'notice.py')).toBeVisible()
    await field(page).fill('notice period type:html ')
    await expect(page.getByRole('button', { name: 'Type: Web page' })).toBeVisible()
    await field(page).fill('type:html ')
    await expect(page.locator('[data-found=all]')).toHaveText(/^2 in \d+ ms$/)
    await expect(page.getByText('Found by meaning')).toHaveCount(0)
    await field(page).fill('notice period type:html ')
    await expect(option(page, 'Annex on notice')).toBeVisible()
    await expect(page.getByRole('option')).toHaveCount(1)
  })

  await test.step('code is coloured', async () => {
    await field(page).fill('notice type:code ')
    await expect(page.getByRole('article').locator('.hljs-keyword').first()).toHaveText('def')
  })

  await test.step('a filter that leaves nothing over is named, with what would be without it', async () => {
    await field(page).fill('notice type:pdf ')
    await page.getByRole('button', { name: /^Without type:pdf: \d/ }).click()
    await expect(field(page)).toHaveValue('notice')
    await expect(option(page, 'warehouse lease')).toBeVisible()
  })

  await test.step('a wrong spelling is corrected by the words of the documents', async () => {
    await field(page).fill('warehose ')
    await page.getByRole('button', { name: 'warehouse' }).first().click()
    await expect(field(page)).toHaveValue('warehouse ')
    await expect(option(page, 'warehouse lease')).toBeVisible()
  })

  await test.step('by date the newest comes first', async () => {
    await page.getByRole('button', { name: 'Order: by relevance' }).click()
    await expect(page.getByRole('button', { name: 'Order: by date' })).toBeVisible()
    await page.getByRole('button', { name: 'Order: by date' }).click()
  })

  await test.step('details, contents, similar documents and the way back', async () => {
    await option(page, 'warehouse lease').click()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Details' }).click()
    await expect(page.getByRole('article')).toContainText('notice.txt')
    await page.getByRole('button', { name: 'Similar documents' }).click()
    await page.getByRole('region', { name: 'Similar documents' }).getByRole('button').first().click()
    await page.getByRole('button', { name: 'Back to the result' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'notice.txt' })).toBeVisible()
  })

  await test.step('what was looked for is remembered, and a search can be kept', async () => {
    await page.getByRole('button', { name: 'Keep this search' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('The warehouse')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await expect(page.getByRole('button', { name: 'No longer keep this search' })).toBeVisible()
    await field(page).fill('')
    await expect(page.getByRole('region', { name: 'Recent' }).getByRole('button', { name: 'warehouse', exact: true })).toBeVisible()
    await page
      .getByRole('region', { name: 'Kept' })
      .getByRole('button', { name: /^The warehouse/ })
      .click()
    await expect(field(page)).toHaveValue('warehouse')
  })

  await test.step('what must never be indexed leaves, and can be taken back', async () => {
    await option(page, 'warehouse lease').click()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Never index this' }).click()
    await page.getByRole('button', { name: 'Never index', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('1 document left the index')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await expect(option(page, 'warehouse lease')).toHaveCount(0)
  })
})

test('messages of one conversation are one result, and open as a conversation', async ({ desk }) => {
  desk.write('mail/1.eml', mail('Heating', 'Ada Lovelace <ada@example.org>', 5, 'The zeppelin radiator stays cold.'))
  desk.write('mail/2.eml', mail('Re: Heating', 'Caretaker <care@example.org>', 12, 'I look at the zeppelin radiator on Friday.'))
  desk.write('mail/3.eml', mail('Re: Heating', 'Ada Lovelace <ada@example.org>', 19, 'Thank you, it is warm.'))
  const page = await desk.openWithFolder()
  await field(page).fill('zeppelin radiator')
  // By words two of them; by their meaning, once that is learnt, the third as well.
  await expect(option(page, /[23] messages/)).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Conversation of 3 messages' }).getByRole('listitem')).toHaveCount(3)
  await field(page).press('Alt+ArrowDown')
  await expect(option(page, 'on Friday').first()).toBeVisible()
  await page.getByRole('list', { name: 'Conversation of 3 messages' }).getByRole('button').first().click()
  await expect(page.getByRole('button', { name: 'Back to the result' })).toBeVisible()
})

test('by keyboard: filters are suggested and taken, commands are found by name', async ({ desk, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  desk.write('mail/1.eml', mail('Heating', 'Ada Lovelace <ada@example.org>', 5, 'The radiator stays cold.'))
  const page = await desk.openWithFolder()
  const keys = page.keyboard
  await expect(page.getByText(/5 documents on this computer/)).toBeVisible()

  await keys.type('radiator from:ad')
  const suggestions = page.getByRole('listbox', { name: 'Suggested filters' })
  await expect(suggestions.getByRole('option', { selected: true })).toContainText('Person: Ada Lovelace')
  await keys.press('Enter')
  await expect(field(page)).toHaveValue(/^radiator from:"Ada Lovelace.*" $/)
  await expect(option(page, 'stays cold')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Person: Ada Lovelace/ })).toBeVisible()

  const heard = await hear(page)
  await keys.press('Control+c')
  await expect.poll(heard).toContain('Link copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('mail/1.eml')

  const commands = page.getByRole('dialog', { name: 'Commands' })
  await keys.press('Control+Shift+P')
  await expect(commands.getByRole('combobox')).toBeFocused()
  await keys.type('markdown')
  await keys.press('Enter')
  await expect.poll(heard).toContain('Copied as Markdown')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('The radiator stays cold.')

  await field(page).focus()
  await keys.press('Escape')
  await expect(field(page)).toHaveValue('')
  await keys.press('>')
  await expect(commands.getByRole('combobox')).toBeFocused()
  await keys.type('dark')
  await keys.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(commands).toBeHidden()

  await keys.press('Control+k')
  await expect(field(page)).toBeFocused()
  await keys.type('lentil')
  await expect(option(page, 'Lentil soup')).toBeVisible()
  await expect(page.getByRole('article')).toContainText('red lentils')
  await keys.press('F6')
  await keys.press('F6')
  await keys.press('Shift+F6')
  await expect(page.getByRole('listbox', { name: 'Results' })).toBeFocused()
  await keys.press('Space')
  await expect(page.locator(':focus')).toHaveAttribute('data-scroller', 'true')
  await keys.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
})

test('the first run is never a dead end', async ({ desk }) => {
  const page = await desk.openApp()
  await page.getByRole('combobox', { name: 'Folder' }).fill('/there/is/no/such/folder')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Check the spelling')
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByText('Nothing is connected yet')).toBeVisible()
  await page.getByRole('button', { name: 'Try the demo' }).click()
  await field(page).fill('notice period')
  await expect(page.getByRole('option').first()).toBeVisible()
})

test('what comes in later moves nothing that is already there', async ({ desk }) => {
  for (let i = 0; i < 40; i++) desk.write(`many/${i}.md`, `# Note ${i}\n\nThe notice number ${i} about the period.\n`)
  const page = await desk.openWithFolder()
  await field(page).fill('notice period ')
  await expect(page.locator('[data-found=all]')).toBeVisible()
  await field(page).fill('notice ')
  // The rows say something else for another question; from then on nothing may move.
  await expect(page.locator('[data-shown^=notice]:not([data-shown*=period])')).toBeVisible()
  await page.evaluate(() => {
    const moved: number[] = []
    Object.assign(window, { moved })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift' })
  })
  await expect(page.locator('[data-found=all]')).toBeVisible()
  await page.waitForTimeout(1_200)
  await field(page).press('ArrowDown')
  await page.waitForTimeout(600)
  const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved)
  expect(moved.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)
})
