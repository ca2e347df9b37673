import { useCall } from '../app/engine.tsx'
import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { ScreenHead } from '../ui/screen-head.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { AlertList } from './alert-list.tsx'
import { Failures } from './failures.tsx'
import { Log } from './log.tsx'
import { Removed } from './removed.tsx'
import { Runs } from './runs.tsx'
import { changeShown, useShown } from './shown-tab.ts'

/** What happened, what failed, what needs the person, and what the engine wrote down. */
export function ActivityScreen() {
  const { tab } = useShown()
  const failed = (useCall('failures.count', {}).data ?? []).reduce((sum, { open }) => sum + open, 0)
  const alerts = useCall('alerts.list', {}).data?.length ?? 0
  const words = strings.activity
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ScreenHead title={words.title} />
      <Tabs
        label={words.title}
        value={tab}
        onChange={(next) => changeShown({ tab: next })}
        tabs={[
          { name: 'runs', label: words.tabs.runs, panel: <Runs /> },
          { name: 'failures', label: words.tabs.failures, panel: <Failures />, ...(failed > 0 ? { count: count(failed) } : {}) },
          { name: 'alerts', label: words.tabs.alerts, panel: <AlertList />, ...(alerts > 0 ? { count: count(alerts) } : {}) },
          { name: 'removed', label: words.tabs.removed, panel: <Removed /> },
          { name: 'log', label: words.tabs.log, panel: <Log /> },
        ]}
      />
    </div>
  )
}
