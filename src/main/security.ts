import { app, session, shell, type WebFrameMain } from 'electron'

export const windowOrigin = 'app://bundle'

/** Nothing in a window may leave it: no navigation, no pop-ups, no webviews, no permissions. Links go to the browser. */
export function harden(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isWebLink(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
  void app.whenReady().then(() => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    session.defaultSession.setPermissionCheckHandler(() => false)
  })
}

/** Only our own top frame may talk to main. The frame is null once it is gone. */
export function isTrusted(frame: WebFrameMain | null, devServer: string | undefined): boolean {
  if (frame === null || frame.parent !== null) return false
  return frame.origin === windowOrigin || (devServer !== undefined && frame.origin === new URL(devServer).origin)
}

export function isWebLink(url: string): boolean {
  try {
    return ['https:', 'http:', 'mailto:'].includes(new URL(url).protocol)
  } catch {
    return false
  }
}
