import { EventEmitter } from 'node:events'
import type { BrowserContext, Page } from 'playwright-core'
import { type MessagePortMain, moveTo, sendFrom } from './ports.ts'
import { preloadScript } from './window-script.ts'

type FromPage =
  | { readonly type: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'invoke'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'port'; readonly id: number; readonly data: unknown }

/** Answers requests for custom schemes, as `protocol.handle` registered them. */
export const schemeHandlers = new Map<string, (request: Request) => Response | Promise<Response>>()
/** Set before the first window: makes a browser context. */
export const browser: { newContext: (() => Promise<BrowserContext>) | null; onContents: (contents: EventEmitter) => void } = {
  newContext: null,
  onContents: () => {},
}

/** `app://bundle/x` travels as `https://bundle.app.invalid/x`: Chromium routes only schemes it knows. */
const toHttps = (url: string) => url.replace(/^(\w+):\/\/(\w+)/, 'https://$2.$1.invalid')
const fromHttps = (url: string) => url.replace(/^https:\/\/(\w+)\.(\w+)\.invalid/, '$2://$1')

class Ipc extends EventEmitter {
  readonly handlers = new Map<string, (...args: readonly unknown[]) => unknown>()

  handle(channel: string, handler: (...args: readonly unknown[]) => unknown): void {
    this.handlers.set(channel, handler)
  }
}

class WebContents extends EventEmitter {
  readonly ipc = new Ipc()
  page: Page | null = null
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null

  setWindowOpenHandler(handler: NonNullable<WebContents['openHandler']>): void {
    this.openHandler = handler
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.#deliver(channel, args, [])
  }

  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[]): void {
    for (const { id } of ports) {
      moveTo(
        id,
        (data) => void this.page?.evaluate(([id, data]) => (window as never as Inside).__standinPort(id as number, data), [id, data]),
      )
    }
    this.#deliver(
      channel,
      [message],
      ports.map(({ id }) => id),
    )
  }

  #deliver(channel: string, args: readonly unknown[], ports: readonly number[]): void {
    void this.page?.evaluate(
      ([channel, args, ports]) => (window as never as Inside).__standinIn(channel as string, args as never[], ports as number[]),
      [channel, args, ports] as const,
    )
  }
}

interface Inside {
  __standinIn(channel: string, args: readonly unknown[], ports: readonly number[]): void
  __standinPort(id: number, data: unknown): void
}

export class BrowserWindow extends EventEmitter {
  static readonly open: BrowserWindow[] = []
  static getAllWindows = (): readonly BrowserWindow[] => BrowserWindow.open
  readonly webContents = new WebContents()
  readonly #preload: string | undefined

  constructor(options: { readonly webPreferences?: { readonly preload?: string } }) {
    super()
    this.#preload = options.webPreferences?.preload
    BrowserWindow.open.push(this)
    browser.onContents(this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    const context = await browser.newContext!()
    const page = await context.newPage()
    this.webContents.page = page
    await page.exposeBinding('__standin', ({ frame }, said: FromPage) => {
      const senderFrame = {
        origin: new URL(frame.url()).origin.replace(/^https:\/\/(\w+)\.(\w+)\.invalid$/, '$2://$1'),
        parent: frame.parentFrame(),
      }
      const { ipc } = this.webContents
      if (said.type === 'port') sendFrom(said.id, said.data)
      else if (said.type === 'send') ipc.emit(said.channel, { senderFrame }, ...said.args)
      else return ipc.handlers.get(said.channel)?.({ senderFrame }, ...said.args)
    })
    if (this.#preload !== undefined) await page.addInitScript({ content: preloadScript(this.#preload) })
    await context.route(/^https:\/\/\w+\.\w+\.invalid\//, async (route) => {
      const asked = fromHttps(route.request().url())
      const response = await schemeHandlers.get(new URL(asked).protocol.slice(0, -1))!(new Request(asked))
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      })
    })
    await page.goto(toHttps(url))
    this.emit('ready-to-show')
  }

  isDestroyed = (): boolean => this.webContents.page === null
  show(): void {}
  focus(): void {}
}
