import { Notification } from 'electron'
import { say } from '../shared/messages/say.ts'
import type { Alert } from '../shared/model.ts'

/** Shows an alert as a notification of the system, where there are any. A click leads to the window. */
export function notify(alert: Alert, openWindow: () => void): void {
  if (!Notification.isSupported()) return
  const shown = new Notification({ title: 'Magpie', body: say(alert.said) })
  shown.on('click', openWindow)
  shown.show()
}
