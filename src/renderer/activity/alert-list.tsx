import { say } from '../../shared/messages/say.ts'
import { since } from '../app/ago.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { hrefOf } from '../app/route.ts'
import { strings } from '../app/strings.ts'
import { useMinute } from '../app/use-minute.ts'
import { Button } from '../ui/button.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { alertIcons } from './alert-note.tsx'

/** Everything that only the person can put right. Each goes by itself when its cause does. */
export function AlertList() {
  const alerts = useCall('alerts.list', {}).data
  const dismiss = useAct('alerts.dismiss')
  const now = useMinute()
  const words = strings.alerts
  return (
    <ScrollPane label={strings.activity.tabs.alerts} className="px-4 py-4 md:px-8">
      {alerts?.length === 0 && <p className="text-ink-2">{words.empty}</p>}
      <ul className="max-w-[860px] overflow-hidden rounded-b border border-line empty:hidden">
        {alerts?.map((alert) => {
          const Icon = alertIcons[alert.kind]
          return (
            <li key={alert.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2.5 last:border-b-0">
              <Icon aria-hidden size={16} strokeWidth={1.75} className="text-warn" />
              <div className="min-w-0 flex-1 basis-60">
                <p className="[overflow-wrap:anywhere]">{say(alert.said)}</p>
                <p className="num text-sm text-ink-3">
                  {words.since(since(alert.raisedAt, now))} · {words.told(alert.times)}
                </p>
              </div>
              {alert.source !== null && (
                <a
                  href={hrefOf('sources')}
                  className="inline-flex h-8 items-center rounded-m border border-line-strong px-3 text-sm font-[550] hover:bg-hover"
                >
                  {words.show}
                </a>
              )}
              <Button look="ghost" onClick={() => dismiss.mutate({ id: alert.id })}>
                {words.dismiss}
              </Button>
            </li>
          )
        })}
      </ul>
    </ScrollPane>
  )
}
