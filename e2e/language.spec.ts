import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { addScripted, magpie, pages } from './scripted-source.ts'

test('the window in German, chosen in the settings, also after a restart', async ({ desk }) => {
  const page = await desk.openWithFolder()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expectAccessible(page, 'settings in German')
  for (const [link, heading] of [
    ['Quellen', 'Quellen'],
    ['Verlauf', 'Verlauf'],
    ['Überblick', 'Überblick'],
  ] as const) {
    await page.getByRole('link', { name: link }).click()
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
    await expectAccessible(page, `${heading} in German`)
  }
  await desk.closeApp()
  await page.close()
  const again = await desk.openApp()
  await expect(again.getByRole('combobox', { name: 'Alles durchsuchen' })).toBeVisible()
})

test.describe('in a language nobody speaks', () => {
  test.use({ locale: 'qps' })

  /** Words on the screen, and for those who hear it, that came from nowhere in the strings. */
  const unmarked = (page: Page, theirs: readonly string[]) =>
    page.evaluate((known) => {
      const found = new Set<string>()
      const look = (text: string | null, at: Element) => {
        const words = (text ?? '').trim()
        if (!/\p{L}{2}/u.test(words) || /[⟦⟧]/.test(words)) return
        // Days and months are `Intl`'s.
        if (/^(Today|Yesterday)$|^[\d.,]+ [kMGT]?B$|^\p{L}{3,4} \d{4}$|^\d{1,2} \p{L}{3,9}/u.test(words)) return
        if (
          at.closest('kbd, pre, [data-theirs], mark, article') !== null ||
          known.some((one) => one.includes(words) || words.includes(one))
        )
          return
        found.add(words)
      }
      for (const element of document.querySelectorAll('body *')) {
        for (const name of ['aria-label', 'placeholder', 'title']) look(element.getAttribute(name), element)
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.textContent, element)
      }
      return [...found]
    }, theirs)

  test('every word of the window comes from its strings, and nothing is cut off', async ({ desk }) => {
    const page = await desk.openApp()
    await page.getByRole('combobox').fill(desk.folder)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox').first()).toBeFocused()
    const wiki = await addScripted(desk, 'Wiki', {
      account: 'ada@example.org',
      documents: pages('team', 30),
      refused: { 'team/page-001': 'encrypted' },
      skipped: { 'team/page-002': 'too-large' },
    })
    await magpie(desk, 'sync', wiki.id, '--no-embed').catch(() => {})
    wiki.become({ documents: pages('team', 3) })
    await magpie(desk, 'sync', wiki.id, '--no-embed').catch(() => {})
    const theirs = [
      'documents',
      'Wiki',
      'ada@example.org',
      'page-0',
      desk.folder,
      desk.home,
      'Deutsch',
      'English',
      'Nov',
      'Magpie',
      'wiki',
      'Team',
    ]
    for (const screen of ['search', 'sources', 'activity', 'overview', 'settings']) {
      await page.evaluate((name) => {
        location.hash = `#/${name}`
      }, screen)
      await page.waitForTimeout(800)
      expect(await unmarked(page, theirs), screen).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), screen).toBeLessThanOrEqual(1320)
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click()
        await page.waitForTimeout(300)
        if ((await tab.textContent())?.includes('Lóg') === true) continue
        expect(await unmarked(page, theirs), `${screen}, ${await tab.textContent()}`).toEqual([])
      }
    }
  })
})
