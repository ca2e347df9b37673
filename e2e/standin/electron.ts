import { EventEmitter } from 'node:events'
import { chromium } from 'playwright-core'
import { BrowserWindow, browser, schemeHandlers } from './browser-window.ts'
import { MessageChannelMain } from './ports.ts'
import { utilityProcess } from './utility-process.ts'

/**
 * A small stand-in for the `electron` module: the built main and preload run on it under plain Node, with Chromium for
 * windows. It has no sandbox, no isolated world, no asar, no fuses, no menus: what passes here is not proven in Electron.
 */
class App extends EventEmitter {
  readonly isPackaged = false
  requestSingleInstanceLock = (): boolean => true
  whenReady = (): Promise<void> => ready
  getVersion = (): string => 'standin'
  getLocale = (): string => 'en'

  quit(): void {
    this.emit('will-quit')
  }
}

const ready = chromium
  .launch({
    executablePath: process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
  .then((launched) => {
    browser.newContext = () => launched.newContext()
    app.on('will-quit', () => void launched.close())
  })

const app = new App()
browser.onContents = (contents) => app.emit('web-contents-created', {}, contents)

/** What the program asked the system to open. */
const opened: string[] = []
const shell = {
  openExternal: async (url: string) => void opened.push(url),
  openPath: async (path: string) => void opened.push(path),
}
/** What the system would have shown. */
const notified: string[] = []
class Notification extends EventEmitter {
  static isSupported = (): boolean => true
  readonly options: { readonly title: string; readonly body: string }

  constructor(options: { readonly title: string; readonly body: string }) {
    super()
    this.options = options
  }

  show(): void {
    notified.push(this.options.body)
  }
}
/** A computer that hangs on the mains and stays cool. */
class PowerMonitor extends EventEmitter {
  isOnBatteryPower = (): boolean => false
  getCurrentThermalState = (): string => 'nominal'
}
const powerMonitor = new PowerMonitor()
const dialog = { showOpenDialog: async () => ({ filePaths: process.env.STANDIN_PICK === undefined ? [] : [process.env.STANDIN_PICK] }) }
const session = { defaultSession: { setPermissionRequestHandler() {}, setPermissionCheckHandler() {} } }
const protocol = {
  registerSchemesAsPrivileged() {},
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => void schemeHandlers.set(scheme, handler),
}

// The smoke tests drive this process over IPC: one expression about the page in, its value out.
process.on('message', async (script: string) => {
  const page = BrowserWindow.open[0]?.webContents.page
  const value = await page?.evaluate(script).catch((error: unknown) => `error: ${String(error)}`)
  process.send?.({ value: value ?? null, opened, notified })
})

export { app, BrowserWindow, dialog, MessageChannelMain, Notification, powerMonitor, protocol, session, shell, utilityProcess }
