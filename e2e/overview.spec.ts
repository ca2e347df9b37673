import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { addScripted, pages } from './scripted-source.ts'

test('the overview shows where documents are, from when, how fresh, how large, and what meaning knows', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const { documents } = { documents: pages('team', 30) }
  await addScripted(desk, 'Team wiki', {
    account: 'ada@example.org',
    documents: { ...documents, 'team/old': { text: 'An old page.', updatedAt: '2019-05-01T00:00:00.000Z' } },
  })
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await expect(page.getByText('35 documents in 2 sources')).toBeVisible()

  await test.step('behind each picture is a table', async () => {
    for (const [name, cell] of [
      ['Documents by source', '31'],
      ['Documents by month', 'Earlier'],
      ['Fresh and stale', 'just now'],
      ['Search by meaning', 'Team wiki'],
      ['Size of the index', 'The whole index'],
    ] as const) {
      const figure = page.getByRole('region', { name, exact: true }).first()
      await figure.getByRole('button', { name: `${name} as a table` }).click()
      await expect(figure.getByRole('table', { name })).toContainText(cell)
    }
  })
  await test.step('months of one source', async () => {
    const figure = page.getByRole('region', { name: 'Documents by month', exact: true }).first()
    const earlier = figure.getByRole('row', { name: /^Earlier/ })
    await expect(earlier).toContainText('1')
    await figure.getByRole('combobox', { name: 'Source shown by month' }).selectOption('documents')
    await expect(earlier).toContainText('0')
  })
  await test.step('what is added later is counted by itself', async () => {
    desk.write('new.md', 'Something new.')
    await expect(page.getByText('36 documents in 2 sources')).toBeVisible()
  })
  await expectAccessible(page, 'overview as tables')
})

test('the overview by keyboard alone', async ({ desk }) => {
  const page = await desk.openWithFolder()
  await page.getByRole('link', { name: 'Overview' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('4 documents in 1 source')).toBeVisible()
  await page.keyboard.press('F6')
  await expect(page.getByRole('button', { name: 'Documents by month as a table' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('table', { name: 'Documents by month' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('region', { name: 'Documents by month' }).last()).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Space')
  await expect(page.getByRole('table')).toHaveCount(0)
  await expectAccessible(page, 'overview')
})
