import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { ScreenHead } from '../ui/screen-head.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { Appearance } from './appearance.tsx'
import { Backup } from './backup.tsx'
import { Erase } from './erase.tsx'
import { Hooks } from './hooks.tsx'
import { Meaning } from './meaning.tsx'
import { Network } from './network.tsx'
import { Pace } from './pace.tsx'
import { Privacy } from './privacy.tsx'
import { Reading } from './reading.tsx'
import { Schedules } from './schedules.tsx'
import { Section } from './section.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { SignIns } from './sign-ins.tsx'
import { Storage } from './storage.tsx'

/** Everything a person may decide about Magpie as a whole. */
export function SettingsScreen() {
  const settings = useCall('settings.get', {}).data
  const info = useCall('engine.info', {}).data
  const words = strings.settings
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ScreenHead title={words.title} />
      <ScrollPane label={words.title} className="px-4 py-6 md:px-8">
        {settings === undefined ? (
          <p role="status" className="text-ink-2">
            {words.loading}
          </p>
        ) : (
          <div className="grid max-w-[640px] grid-cols-[minmax(0,1fr)] gap-8">
            <Appearance settings={settings} />
            <Meaning settings={settings} />
            <Pace settings={settings} />
            <Reading settings={settings} />
            <Schedules />
            <SignIns />
            <Network settings={settings} />
            <Hooks />
            <Storage />
            <Privacy />
            <Backup />
            <Erase />
            <Shortcuts />
            {info !== undefined && (
              <Section title={words.about}>
                <p className="num text-ink-2">{words.version(info.version, info.node)}</p>
              </Section>
            )}
          </div>
        )}
      </ScrollPane>
    </div>
  )
}
