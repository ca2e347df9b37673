import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BrowserWindow, dialog, shell } from 'electron'
import type { EngineProcess } from './engine-process.ts'
import { isTrusted, isWebLink, windowOrigin } from './security.ts'

/** Opens a window and lets it reach the engine over a port of its own. */
export async function openWindow(engine: EngineProcess, devServer: string | undefined): Promise<void> {
  const window = new BrowserWindow({
    show: false,
    width: 1320,
    height: 820,
    minWidth: 360,
    minHeight: 480,
    title: 'Magpie',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  const { ipc } = window.webContents
  ipc.on('engine:connect', (event) => {
    if (!isTrusted(event.senderFrame, devServer)) return
    window.webContents.postMessage('engine:port', null, [engine.connect()])
  })
  engine.onExit(() => {
    if (!window.isDestroyed()) window.webContents.send('engine:gone')
  })
  ipc.handle('pick-folder', async (event): Promise<string | null> => {
    if (!isTrusted(event.senderFrame, devServer)) return null
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory'] })
    return filePaths[0] ?? null
  })
  ipc.handle('open-document', async (event, documentId: unknown): Promise<void> => {
    if (!isTrusted(event.senderFrame, devServer) || typeof documentId !== 'number') return
    // The window names a document, never a place: what is opened is what the index knows about it.
    const url = await engine.documentUrl(documentId)
    if (url === null) return
    if (url.startsWith('file:')) await shell.openPath(fileURLToPath(url))
    else if (isWebLink(url)) await shell.openExternal(url)
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(devServer ?? `${windowOrigin}/index.html`)
}
