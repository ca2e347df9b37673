import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'

test('what only the person can put right is said on every screen, and goes when it is answered', async ({ desk }) => {
  for (let n = 0; n < 40; n++) desk.write(`many/note-${n}.txt`, `note number ${n}`)
  const page = await desk.openWithFolder()
  await page.getByRole('link', { name: 'Sources' }).click()
  await expect(page.getByText('Up to date')).toBeVisible()
  await page.getByRole('link', { name: 'Search' }).click()
  desk.remove('many')

  const note = page.getByRole('region', { name: 'Needs your attention' })
  await expect(note.getByRole('status')).toContainText('40 of 44 documents of “documents” would disappear')
  await test.step('the log says it too, on the command line', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/index.ts', '--home', desk.home, 'log', '--level', 'warn'], {
      cwd: join(import.meta.dirname, '..'),
    })
    expect(stdout).toMatch(/warn +folder-1 alert .*"alert":"held"/)
  })
  await note.getByRole('link', { name: 'Show' }).click()
  await page.getByRole('button', { name: 'See which …' }).click()
  const brake = page.getByRole('dialog', { name: 'Did you delete these from documents?' })
  await expect(brake).toContainText('40 of 44 would go.')
  await expect(brake.getByRole('listitem')).toHaveCount(40)
  await expect(brake.getByRole('listitem').first()).toContainText('It was deleted at the source.')
  await expectAccessible(page, 'brake')
  await page.getByRole('button', { name: 'Keep them' }).click()
  await expect(note.getByRole('link')).toHaveCount(0)
})

test('a dismissed alert stays away, also after a restart', async ({ desk }) => {
  for (let n = 0; n < 40; n++) desk.write(`many/note-${n}.txt`, `note number ${n}`)
  const page = await desk.openWithFolder()
  await page.getByRole('link', { name: 'Sources' }).click()
  await expect(page.getByText('Up to date')).toBeVisible()
  desk.remove('many')
  const note = page.getByRole('region', { name: 'Needs your attention' })
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await expect(note.getByRole('button')).toHaveCount(0)
  await desk.closeApp()
  await page.close()
  const again = await desk.openApp()
  await again.getByRole('link', { name: 'Sources' }).click()
  await expect(again.getByText('Waiting for your answer')).toBeVisible()
  await expect(again.getByRole('region', { name: 'Needs your attention' }).getByRole('button')).toHaveCount(0)
})
