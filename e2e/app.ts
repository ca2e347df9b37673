import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..')

/** A person's computer: a folder of documents, a home for the index, and the window. */
export interface Desk {
  readonly home: string
  readonly folder: string
  /** Writes a document into the folder. */
  write(path: string, content: string | Uint8Array): void
  /** A document, or a folder with everything in it. */
  remove(path: string): void
  /** Starts the host on the home and opens its window. */
  openApp(): Promise<Page>
  /** Ends the host as a person would; the page stays and says so. */
  closeApp(): Promise<void>
  /** Opens the window, adds the folder and waits until it is up to date. */
  openWithFolder(): Promise<Page>
}

export const documents: Readonly<Record<string, string>> = {
  'contracts/renewal.md':
    '# Supplier contracts\n\nEvery contract has an owner, who decides ninety days before it ends whether to renew it.\n',
  'contracts/notice.txt': 'The notice period for the warehouse lease is six months to the end of a quarter.\n',
  'kitchen/soup.md': '# Lentil soup\n\nFry the onions gently, add cumin and red lentils, simmer for twenty minutes.\n',
  'kitchen/bread.html': '<h1>Rye bread</h1><p>Feed the sourdough in the evening and bake at dawn.</p>',
}

/** Every test fails that lets the window ask anything of anyone but this computer. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ context }, use) => {
    const foreign: string[] = []
    await context.route('**/*', (route) => {
      const url = new URL(route.request().url())
      if (url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.protocol === 'data:' || url.protocol === 'blob:')
        return route.fallback()
      foreign.push(url.href)
      return route.abort()
    })
    const place = mkdtempSync(join(tmpdir(), 'magpie-e2e-'))
    const home = join(place, 'home')
    const folder = join(place, 'documents')
    let host: ChildProcess | null = null
    const write = (path: string, content: string | Uint8Array) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    for (const [path, text] of Object.entries(documents)) write(path, text)

    const desk: Desk = {
      home,
      folder,
      write,
      remove: (path) => rmSync(join(folder, path), { recursive: true }),
      openApp: async () => {
        const started = await startHost(home)
        host = started.host
        const page = await context.newPage()
        page.on('pageerror', (error) => foreign.push(`the page failed: ${error.message}`))
        page.on('console', (message) => {
          if (/Content Security Policy|Trusted Type/.test(message.text())) foreign.push(`refused by the policy: ${message.text()}`)
        })
        await page.goto(started.url)
        return page
      },
      closeApp: async () => {
        if (host !== null) await end(host)
        host = null
      },
      openWithFolder: async () => {
        const page = await desk.openApp()
        await page.getByRole('combobox', { name: 'Folder' }).fill(folder)
        await page.getByRole('button', { name: 'Start', exact: true }).click()
        await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused()
        return page
      },
    }
    await use(desk)
    await desk.closeApp()
    rmSync(place, { recursive: true, force: true })
    expect(foreign).toEqual([])
  },
})

export { expect }

function startHost(home: string): Promise<{ readonly host: ChildProcess; readonly url: string }> {
  const host = fork(join(root, 'e2e/host.ts'), [home], { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((done, fail) => {
    host.once('message', (url) => done({ host, url: String(url) }))
    host.once('exit', (code) => fail(new Error(`the host ended with ${code}`)))
  })
}

function end(host: ChildProcess): Promise<void> {
  return new Promise((done) => {
    host.once('exit', () => done())
    host.disconnect()
  })
}
