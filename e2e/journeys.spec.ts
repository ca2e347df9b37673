import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { hands } from './hands.ts'
import { hear } from './hear.ts'
import { addScripted, magpie, pages } from './scripted-source.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })
const option = (page: Page, text: string | RegExp) => page.getByRole('option').filter({ hasText: text })
const link = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name })

for (const hand of hands) {
  test.describe(hand.name, () => {
    test('the first run', async ({ desk }) => {
      const page = await desk.openApp()
      await hand.fill(page.getByRole('combobox', { name: 'Folder' }), '/there/is/no/such/folder')
      await hand.press(page.getByRole('button', { name: 'Start', exact: true }))
      await expect(page.getByRole('alert')).toContainText('Check the spelling')
      await hand.fill(page.getByRole('combobox', { name: 'Folder' }), desk.folder)
      await hand.press(page.getByRole('button', { name: 'Start', exact: true }))
      await expect(field(page)).toBeFocused()
      await hand.fill(field(page), 'notice period')
      await expect(option(page, 'warehouse lease')).toBeVisible()
    })

    test('search, filter, preview, open', async ({ desk }) => {
      desk.write('tools/notice.py', 'def notice_period(months):\n    """How long before the end."""\n    return months * 30\n')
      const page = await desk.openWithFolder()
      await hand.fill(field(page), 'notice period')
      await expect(option(page, 'warehouse lease')).toBeVisible()
      await hand.press(page.getByRole('button', { name: 'Type: Any type' }))
      await hand.press(page.getByRole('menuitemcheckbox', { name: /^Code/ }))
      await page.keyboard.press('Escape')
      await expect(page.getByRole('option')).toHaveCount(1)
      await hand.press(option(page, 'notice.py'))
      const preview = page.getByRole('article')
      await expect(preview.locator('.hljs-keyword').first()).toHaveText('def')
      await hand.press(page.getByRole('button', { name: 'Open original' }))
      await expect(page.getByRole('dialog')).toContainText('tools/notice.py')
    })

    test('a source is added, paused and removed', async ({ desk }) => {
      const page = await desk.openWithFolder()
      const wiki = await addScripted(desk, 'First wiki', { account: 'first', documents: pages('first', 2) })
      wiki.become({ account: 'second' })
      await hand.press(link(page, 'Sources'))
      await hand.press(page.getByRole('button', { name: 'Add a source' }))
      await hand.press(page.getByRole('button', { name: /^Team wiki/ }))
      await hand.fill(page.getByRole('textbox', { name: 'Address' }), wiki.path)
      await hand.press(page.getByRole('button', { name: 'Start indexing' }))
      const card = page.getByRole('region', { name: /second/ })
      await expect(card.getByText('Up to date')).toBeVisible()
      const choose = async (action: string) => {
        await hand.press(card.getByRole('button', { name: /^Actions for/ }))
        await hand.press(page.getByRole('menuitem', { name: action, exact: true }))
      }
      await choose('Pause')
      await expect(card.getByText('Paused', { exact: true })).toBeVisible()
      await hand.press(card.getByRole('button', { name: 'Resume' }))
      await expect(card.getByText('Up to date')).toBeVisible()
      await choose('Remove …')
      await expect(page.getByRole('dialog')).toContainText('2 documents with text, words and meanings')
      await hand.press(page.getByRole('button', { name: 'Remove', exact: true }))
      await expect(card).toHaveCount(0)
    })

    test('a failure is tried again', async ({ desk }) => {
      const page = await desk.openWithFolder()
      const refused = { 'team/page-003': 'unreadable', 'team/page-007': 'unreadable' } as const
      const wiki = await addScripted(desk, 'Team wiki', { account: 'ada@example.org', documents: pages('team', 12), refused })
      await magpie(desk, 'sync', wiki.id, '--no-embed').catch(() => {})
      await hand.press(link(page, 'Activity'))
      await hand.press(page.getByRole('tab', { name: /^Failures/ }))
      const unread = page.getByRole('region', { name: 'It cannot be read.' })
      await expect(unread.getByRole('listitem')).toHaveCount(2)
      wiki.become({ refused: {} })
      await hand.press(unread.getByRole('button', { name: 'Try now: page-003' }))
      await expect(page.getByRole('status').filter({ hasText: '1 document tried again, 1 now searchable.' })).toBeVisible()
      await expect(unread.getByRole('listitem')).toHaveCount(1)
      await hand.press(unread.getByRole('button', { name: 'Try it now' }))
      await expect(unread).toHaveCount(0)
    })

    test('the brake is answered, and what went is listed', async ({ desk }) => {
      for (let n = 0; n < 30; n++) desk.write(`many/note-${n}.txt`, `note number ${n}`)
      const page = await desk.openWithFolder()
      await hand.press(link(page, 'Sources'))
      await expect(page.getByText('Up to date')).toBeVisible()
      desk.remove('many')
      await hand.press(page.getByRole('button', { name: 'See which …' }))
      await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(30)
      await hand.press(page.getByRole('button', { name: 'Remove them' }))
      await expect(page.locator('[data-announcer]')).toContainText('30 documents left the index.')
      await expect(page.getByText('Up to date')).toBeVisible()
      await hand.press(link(page, 'Activity'))
      await hand.press(page.getByRole('tab', { name: 'Removed' }))
      const removed = page.getByRole('region', { name: 'Removed' }).getByRole('listitem')
      await expect(removed).toHaveCount(30)
      await expect(removed.first()).toContainText('It was deleted at the source.')
      await expectAccessible(page, 'removed')
    })

    test('the look and the model are changed, and stay so', async ({ desk }) => {
      const page = await desk.openWithFolder()
      await hand.press(link(page, 'Settings'))
      await hand.press(page.getByRole('radio', { name: /^Dark/ }))
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      const english = page.getByRole('radio', { name: /^English Faster/ })
      await hand.press(english)
      await expect(english).toBeChecked()
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      await hand.press(link(page, 'Settings'))
      await expect(english).toBeChecked()
      await hand.press(link(page, 'Search'))
      await hand.fill(field(page), 'lentil')
      await expect(option(page, 'Lentil soup')).toBeVisible()
    })

    test('the engine goes away and comes back: said, mended, nothing lost', async ({ desk, context }) => {
      const sockets: { close(): Promise<void> }[] = []
      let blocked = false
      await context.routeWebSocket(/.*/, (socket) => {
        if (blocked) void socket.close()
        else {
          socket.connectToServer()
          sockets.push(socket)
        }
      })
      const page = await desk.openWithFolder()
      await hand.fill(field(page), 'lentil')
      await expect(option(page, 'Lentil soup')).toBeVisible()
      const heard = await hear(page)
      blocked = true
      for (const socket of sockets) await socket.close()
      await expect(page.getByRole('alert')).toContainText('The engine is not answering')
      await expect(option(page, 'Lentil soup')).toBeVisible()
      blocked = false
      // It may come back by itself before the button is reached.
      await hand.press(page.getByRole('button', { name: 'Try now' })).catch(() => undefined)
      await expect(page.getByRole('alert')).toHaveCount(0)
      await expect.poll(heard).toContain('The engine is back')
      await hand.fill(field(page), 'sourdough')
      await expect(option(page, 'Rye bread')).toBeVisible()
    })
  })
}
