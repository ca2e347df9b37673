import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { defaultHome } from '../engine/index.ts'
import { startEngineProcess } from './engine-process.ts'
import { notify } from './notify.ts'
import { watchPower } from './power.ts'
import { harden } from './security.ts'
import { openWindow } from './window.ts'
import { registerScheme, serveWindow } from './window-files.ts'

const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

registerScheme()
harden()

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow)
  await app.whenReady()
  serveWindow(join(import.meta.dirname, '../renderer'))
  const engine = startEngineProcess({
    home: process.env.MAGPIE_HOME ?? defaultHome(),
    resources: app.isPackaged ? process.resourcesPath : join(import.meta.dirname, '../../resources'),
    version: app.getVersion(),
  })
  engine.onAlert((alert, language) => notify(alert, language, () => focusWindow() ?? void openWindow(engine, devServer)))
  watchPower(engine.power)
  await openWindow(engine, devServer)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow(engine, devServer)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', () => engine.stop())
} else {
  app.quit()
}

/** Brings the window to the front; null when there is none. */
function focusWindow(): true | null {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return null
  window.show()
  window.focus()
  return true
}
