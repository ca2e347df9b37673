import { app, Notification } from 'electron'
import type { Settings } from '../shared/api.ts'
import { say, sayIn } from '../shared/messages/say.ts'
import type { Alert } from '../shared/model.ts'

/** Shows an alert as a notification of the system, where there are any. A click leads to the window. */
export function notify(alert: Alert, language: Settings['language'], openWindow: () => void): void {
  if (!Notification.isSupported()) return
  sayIn(language === 'auto' ? (app.getLocale().split('-')[0] ?? 'en') : language)
  const shown = new Notification({ title: 'Magpie', body: say(alert.said) })
  shown.on('click', openWindow)
  shown.show()
}
