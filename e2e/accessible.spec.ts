import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function clean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  expect(
    violations.map(
      ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`).join(', ')}`,
    ),
  ).toEqual([])
}

for (const [name, media] of [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced colours on light', { colorScheme: 'light', forcedColors: 'active' }],
  ['forced colours on dark', { colorScheme: 'dark', forcedColors: 'active' }],
] as const) {
  test(`no screen has an accessibility violation, ${name}`, async ({ desk }) => {
    desk.write('tools/notice.py', 'def notice(months):\n    """How long the notice is."""\n    return months * 30  # days\n')
    desk.write(
      'notes/table.md',
      '# The notice table\n\n## One\n\n| a | b |\n| --- | --- |\n| notice | 2 |\n\n## Two\n\n- [ ] [a link](https://example.org)\n',
    )
    const page = await desk.openApp()
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await expect(page.getByRole('combobox', { name: 'Folder' })).toBeFocused()
    await clean(page, 'first run')
    await page.getByRole('combobox', { name: 'Folder' }).fill(desk.folder)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const field = page.getByRole('combobox', { name: 'Search everything' })
    await expect(field).toBeFocused()
    await clean(page, 'before a search')
    for (const found of ['notice type:txt', 'notice type:code', 'notice table type:md']) {
      await field.fill(`${found} `)
      await expect(page.getByRole('option').first()).toBeVisible()
      await expect(page.getByRole('article')).toContainText(/notice/)
      await clean(page, `results and preview of ${found}`)
    }
    await page.getByRole('button', { name: 'Contents' }).click()
    await clean(page, 'contents')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Details' }).click()
    await clean(page, 'details')
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Never index this' }).click()
    await clean(page, 'never index this')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep this search' }).click()
    await clean(page, 'keep a search')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Type:/ }).click()
    await clean(page, 'a filter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Time:/ }).click()
    await page.getByRole('menuitem', { name: 'Between two days' }).click()
    await clean(page, 'between two days')
    await page.keyboard.press('Escape')
    await field.fill('notice type:')
    await expect(page.getByRole('listbox', { name: 'Suggested filters' })).toBeVisible()
    await clean(page, 'suggestions')
    await field.fill('xyzzyq type:pdf ')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await clean(page, 'nothing found')
    await page.keyboard.press('Control+Shift+P')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    await clean(page, 'commands')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('F1')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await clean(page, 'keys')
    await page.keyboard.press('Escape')
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
    for (const screen of ['Activity', 'Overview', 'Settings']) {
      await page.getByRole('link', { name: screen }).click()
      await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible()
      await page.waitForTimeout(400)
      await clean(page, screen)
    }
  })
}

test('the focus goes through the window in the order it is read, and returns to where it came from', async ({ desk }) => {
  const page = await desk.openWithFolder()
  const field = page.getByRole('combobox', { name: 'Search everything' })
  await field.fill('notice period ')
  await expect(page.locator('[data-found=all]')).toBeVisible()
  await expect(page.getByRole('article')).toContainText('notice')
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement
      return element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? element.tagName
    })
  await field.focus()
  const order: string[] = []
  for (let i = 0; i < 12; i++) {
    order.push(await focused())
    await page.keyboard.press('Tab')
  }
  const expected = [
    /^Search everything/,
    /^Type:/,
    /^Time:/,
    /^Person:/,
    /^Place:/,
    /^Order:/,
    /^Keep this search/,
    /^Results/,
    /^Copy the address/,
    /^More/,
    /^Open original/,
  ]
  let from = 0
  for (const name of expected) {
    const at = order.findIndex((text, index) => index >= from && name.test(text))
    expect(at, `${name} after ${order[from]} in ${order.join(' | ')}`).toBeGreaterThanOrEqual(0)
    from = at
  }
  await page.getByRole('button', { name: 'Keep this search' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Keep this search' })).toBeFocused()
})

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
    for (const name of ['Sources', 'Activity', 'Overview', 'Settings', 'Search']) {
      await page.getByRole('link', { name }).click()
      await expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
    }
  }
})
