import type { Page } from '@playwright/test'
import { fillWorkspace } from '../src/engine/connectors/notion/fake/sample.ts'
import { goodToken, startFakeNotion } from '../src/engine/connectors/notion/fake.ts'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'

type Notion = Awaited<ReturnType<typeof startFakeNotion>>

/** A workspace of eight pages, two of them elsewhere. */
async function startNotion(): Promise<Notion> {
  const notion = await startFakeNotion()
  fillWorkspace(notion.workspace, 8)
  return notion
}

/** Tells the form that connects Notion where this one is. */
async function fillForm(page: Page, notion: Notion): Promise<void> {
  await page.getByText('More choices').click()
  await expect(page.getByRole('checkbox', { name: /^Comments/ })).toBeChecked()
  await page.getByRole('textbox', { name: /Address of the API/ }).fill(notion.url)
}

const dialog = (page: Page) => page.getByRole('dialog')

test('by token: refused, then taken; a passphrase where there is no keychain; what to index; found', async ({ desk }) => {
  const notion = await startNotion()
  try {
    const page = await desk.openWithFolder()
    await page.getByRole('link', { name: 'Sources' }).click()
    await page.getByRole('button', { name: 'Add a source' }).first().click()
    await page.getByRole('button', { name: /^Notion/ }).click()
    await fillForm(page, notion)
    await expect(dialog(page).getByRole('link', { name: /www\.notion\.so/ })).toBeVisible()
    await expectAccessible(page, 'signing in with a token')
    const token = dialog(page).getByLabel(/Personal access token/)
    await token.fill('secret_of_nobody')
    await token.press('Enter')
    await expect(dialog(page).getByRole('alert')).toContainText('begins with ntn_')
    await token.fill(goodToken)
    await test.step('a connection that was shown nothing, or may not read, is told what to do at Notion', async () => {
      notion.manners.content = false
      await dialog(page).getByRole('button', { name: 'Go on' }).click()
      await expect(dialog(page).getByRole('alert')).toContainText('Read content')
      notion.manners.content = true
      const tops = [...notion.workspace.items.values()].filter(({ parent }) => parent === null)
      for (const { id } of tops) notion.workspace.hide(id)
      await dialog(page).getByRole('button', { name: 'Go on' }).click()
      await expect(dialog(page).getByRole('alert')).toContainText('Share there what you want to find here')
      await expectAccessible(page, 'nothing shared')
      for (const { id } of tops) notion.workspace.show(id)
      await dialog(page).getByRole('button', { name: 'Go on' }).click()
    })
    const tree = dialog(page).getByRole('tree')
    await expect(tree.getByRole('treeitem')).toHaveCount(2)
    await expect(dialog(page).getByRole('status')).toContainText('8 documents')
    await expectAccessible(page, 'choosing what to index')
    await tree.getByRole('treeitem', { name: 'Elsewhere' }).click()
    await expect(dialog(page).getByRole('status')).toContainText('7 documents')
    await dialog(page).getByRole('button', { name: 'Start indexing' }).click()

    // Nothing here could keep the token safe, which is said once: a passphrase does.
    await expect(dialog(page).getByText(/no keychain/)).toHaveCount(1)
    await dialog(page).getByLabel('New passphrase').fill('a heron at the weir')
    await dialog(page).getByRole('button', { name: 'Set passphrase' }).click()
    await expect(dialog(page).getByLabel('New passphrase')).toBeHidden()
    await dialog(page).getByRole('button', { name: 'Start indexing' }).click()
    await expect(dialog(page)).toBeHidden()
    const card = page.getByRole('region', { name: /Ada Example, Example Works/ })
    await expect(card).toContainText('signed in since')
    await expect(card.getByRole('button', { name: /^9 searchable/ })).toBeVisible({ timeout: 60_000 })

    // In a toggle, in a column, in a synced block; and no network any more.
    await notion.goAway()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('copper lantern boathouse')
    await expect(page.getByRole('option').first()).toContainText('Everything at once')
    // What a file in a page says, too.
    await page.keyboard.press('Control+a')
    await page.keyboard.type('vermilion pier')
    await expect(page.getByRole('option').first()).toContainText('heron count.pdf')

    await test.step('the sign-ins are locked after a restart, and are unlocked under Settings', async () => {
      await desk.closeApp()
      await page.close()
      const again = await desk.openApp()
      await again.getByRole('link', { name: 'Settings' }).click()
      const signIns = again.getByRole('region', { name: 'Sign-ins' })
      await expect(signIns).toContainText('locked behind your passphrase')
      await expectAccessible(again, 'locked sign-ins')
      await signIns.getByLabel('Passphrase').fill('not this one')
      await again.keyboard.press('Enter')
      await expect(signIns.getByRole('alert')).toBeVisible()
      await signIns.getByLabel('Passphrase').fill('a heron at the weir')
      await again.keyboard.press('Enter')
      await expect(signIns).toContainText('sealed under your passphrase, and open')
    })
  } finally {
    await notion.close()
  }
})

test('by the browser: no, then yes, as an app of one’s own; and signed in again when that is over', async ({ desk, context }) => {
  const notion = await startNotion()
  try {
    const page = await desk.openApp()
    await expectAccessible(page, 'the first run')
    await page.getByRole('button', { name: 'Connect Notion' }).click()
    await fillForm(page, notion)
    await dialog(page).getByText('With the browser').click()
    await expect(dialog(page).getByText('http://localhost:53682/notion')).toBeVisible()
    await expectAccessible(page, 'signing in with the browser')
    await dialog(page).getByLabel('Client id').fill(notion.signIn.clientId)
    await dialog(page)
      .getByLabel(/Client secret/)
      .fill(notion.signIn.clientSecret)
    const authorize = async (button: string, answer: string) => {
      const opened = context.waitForEvent('page')
      await dialog(page).getByRole('button', { name: button }).click()
      const browser = await opened
      await browser.getByRole('button', { name: answer }).click()
      await browser.waitForURL(/localhost:53682/)
      await browser.close()
    }
    await authorize('Sign in at Notion', 'Cancel')
    await expect(dialog(page).getByText(/You said no in the browser/)).toBeVisible()
    await authorize('Begin again', 'Allow access')
    await expect(dialog(page).getByText('You are signed in.')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Go on' }).click()
    await expect(dialog(page).getByRole('treeitem')).toHaveCount(2)
    await dialog(page).getByRole('button', { name: 'Start indexing' }).click()
    await dialog(page).getByLabel('New passphrase').fill('a heron at the weir')
    await dialog(page).getByRole('button', { name: 'Set passphrase' }).click()
    await expect(dialog(page).getByLabel('New passphrase')).toBeHidden()
    await dialog(page).getByRole('button', { name: 'Start indexing' }).click()
    await page.getByRole('link', { name: 'Sources' }).click()
    const card = page.getByRole('region', { name: /Example Works/ })
    await expect(card.getByRole('button', { name: /^10 searchable/ })).toBeVisible({ timeout: 60_000 })

    await test.step('a phrase in a toggle in a column in a synced block is found, also offline', async () => {
      const find = async () => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Search everything' }).fill('copper lantern boathouse')
        await expect(page.getByRole('option').first()).toContainText('Everything at once')
        await page.getByRole('combobox', { name: 'Search everything' }).fill('')
      }
      await find()
      await notion.goAway()
      await find()
      await notion.comeBack()
      await page.getByRole('link', { name: 'Sources' }).click()
    })

    notion.signIn.revokeAll()
    await card.getByRole('button', { name: /Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Sync now' }).click()
    await card.getByRole('button', { name: 'Sign in again' }).click()
    await dialog(page).getByText('With the browser').click()
    await dialog(page).getByLabel('Client id').fill(notion.signIn.clientId)
    await dialog(page)
      .getByLabel(/Client secret/)
      .fill(notion.signIn.clientSecret)
    await authorize('Sign in at Notion', 'Allow access')
    await dialog(page).getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(dialog(page)).toBeHidden()
    await expect(card.getByText('Up to date')).toBeVisible({ timeout: 60_000 })
  } finally {
    await notion.close()
  }
})
