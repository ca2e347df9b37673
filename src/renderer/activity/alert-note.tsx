import { HardDrive, type LucideIcon, OctagonPause, TriangleAlert, UserRoundX } from 'lucide-react'
import { say } from '../../shared/messages/say.ts'
import type { AlertKind } from '../../shared/model.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { hrefOf } from '../app/route.ts'
import { strings } from '../app/strings.ts'
import { showActivity } from './shown-tab.ts'

/** The sign of each kind. */
export const alertIcons: Record<AlertKind, LucideIcon> = {
  'needs-sign-in': UserRoundX,
  held: OctagonPause,
  failing: TriangleAlert,
  'disk-low': HardDrive,
}

/** The latest thing that only the person can put right, where it is seen on every screen and covers nothing. */
export function AlertNote() {
  const alerts = useCall('alerts.list', {}).data ?? []
  const dismiss = useAct('alerts.dismiss')
  const [first] = alerts
  const Icon = first === undefined ? null : alertIcons[first.kind]
  return (
    <section aria-label={strings.alerts.label}>
      <div role="status">
        {first !== undefined && Icon !== null && (
          <div className="grid gap-1.5 border-warn bg-warn-soft p-2.5 text-sm text-warn max-sm:border-b sm:mb-2 sm:rounded-b sm:border">
            <p className="flex gap-2">
              <Icon aria-hidden size={16} strokeWidth={1.75} className="mt-0.5" />
              <span className="line-clamp-8 min-w-0 [overflow-wrap:anywhere]">{say(first.said)}</span>
            </p>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pl-6 font-medium">
              {first.source !== null && (
                <a href={hrefOf('sources')} className="underline underline-offset-3">
                  {strings.alerts.show}
                </a>
              )}
              <button
                type="button"
                className="cursor-pointer underline underline-offset-3"
                onClick={() => dismiss.mutate({ id: first.id })}
              >
                {strings.alerts.dismiss}
              </button>
              {alerts.length > 1 && (
                <button
                  type="button"
                  className="num cursor-pointer underline underline-offset-3"
                  onClick={() => showActivity({ tab: 'alerts', source: '' })}
                >
                  {strings.alerts.more(alerts.length - 1)}
                </button>
              )}
            </p>
          </div>
        )}
      </div>
    </section>
  )
}
