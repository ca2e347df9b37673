import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

/** Documents that try to run something, to load something, or to lead the person somewhere. `desk` fails on any request. */
const attacks: Readonly<Record<string, string>> = {
  'script.html':
    '<h1>peregrine one</h1><script>window.__xss = 1</script><img src=x onerror="window.__xss = 1"><svg onload="window.__xss = 1"></svg><iframe srcdoc="<script>parent.__xss = 1</script>"></iframe>',
  'script.md':
    '# peregrine two\n\n<script>window.__xss = 1</script>\n\n<img src="https://evil.example/pixel.png" onerror="window.__xss=1">\n\n![tracking](https://evil.example/pixel.png)\n\n[click me](javascript:window.__xss=1) [data](data:text/html,<script>1</script>) <javascript:window.__xss=1>\n\n[outside](https://evil.example/)\n\n```html"><script>window.__xss=1</script>\ncode\n```\n\n| a |\n| --- |\n| <b onmouseover="window.__xss=1">x</b> |\n',
  'style.html':
    '<style>body { display: none } @import url(https://evil.example/x.css)</style><p style="background:url(https://evil.example/a.png)">peregrine three</p><link rel=stylesheet href=https://evil.example/x.css>',
  'letter.eml':
    'From: "<img src=x onerror=window.__xss=1>" <a@example.org>\r\nSubject: peregrine <script>window.__xss=1</script>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<body onload="window.__xss=1"><img src="https://evil.example/open.gif">peregrine four <form action="https://evil.example/"><input name=a></form></body>',
  'drawing.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" onload="window.__xss=1"><script>window.__xss=1</script><text>peregrine five</text></svg>',
  '<img src=x onerror=window.__xss=1>.txt': 'peregrine six',
}

async function readAll(page: Page, query: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Search everything' })
  await field.fill(query)
  await expect(page.getByRole('option').first()).toBeVisible()
  await expect(page.locator('[data-found=all]')).toBeVisible()
  const count = await page.getByRole('option').count()
  for (let i = 0; i < count; i++) {
    await page.getByRole('option').nth(i).click()
    await expect(page.getByRole('article')).toHaveAttribute('aria-busy', 'false')
    await page.waitForTimeout(150)
    expect(await page.evaluate(() => (window as unknown as { __xss?: unknown }).__xss)).toBeUndefined()
    // A document can bring no element that loads, frames, submits or styles.
    expect(
      await page
        .locator('article')
        .locator('img, iframe, object, embed, form, script, style, link, video, audio, [style], [onclick]')
        .count(),
    ).toBe(0)
  }
}

test('documents that attack the window are only ever text', async ({ desk }) => {
  for (const [path, text] of Object.entries(attacks)) desk.write(path, text)
  const page = await desk.openWithFolder()
  await expect(page.getByText(/documents on this computer/)).toBeVisible()
  await readAll(page, 'peregrine')

  await test.step('a link asks first, and what is no address is no link', async () => {
    await page.getByRole('option').filter({ hasText: 'peregrine two' }).click()
    const article = page.getByRole('article')
    await expect(article.getByRole('link', { name: 'outside' })).toBeVisible()
    await expect(article.getByRole('link', { name: 'click me' })).toHaveCount(0)
    await expect(article.getByRole('link', { name: 'data' })).toHaveCount(0)
    await article.getByRole('link', { name: 'outside' }).click()
    await expect(page.getByRole('dialog')).toContainText('https://evil.example/')
    await page.keyboard.press('Escape')
  })
})

const shared = join(import.meta.dirname, '../../shared/data/hostile.tar.zst')

test('the collection of hostile documents changes nothing either', async ({ desk }) => {
  test.skip(!existsSync(shared), 'the collection is not beside this checkout')
  const place = mkdtempSync(join(tmpdir(), 'magpie-hostile-'))
  execFileSync('tar', ['-I', 'zstd -d --long=27', '-xf', shared, '-C', place, '--wildcards', '*/preview/*'])
  const preview = join(place, 'hostile/files/preview')
  cpSync(preview, join(desk.folder, 'preview'), { recursive: true })
  const page = await desk.openWithFolder()
  await expect(
    page.getByText(new RegExp(`${readdirSync(preview).length + 3}|${readdirSync(preview).length + 4} documents on`)),
  ).toBeVisible()
  await readAll(page, 'in:preview ')
  rmSync(place, { recursive: true, force: true })
})
