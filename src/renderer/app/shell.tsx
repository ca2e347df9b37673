import { Activity, ChartColumn, Layers, type LucideIcon, Search, Settings } from 'lucide-react'
import { type ComponentType, useCallback, useState } from 'react'
import { ActivityScreen } from '../activity/activity-screen.tsx'
import { AlertNote } from '../activity/alert-note.tsx'
import { OverviewScreen } from '../overview/overview-screen.tsx'
import { SearchScreen } from '../search/search-screen.tsx'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { SourcesScreen } from '../sources/sources-screen.tsx'
import { Brand } from '../ui/brand.tsx'
import { Announcer } from './announce.tsx'
import { CommandPalette } from './command-palette.tsx'
import { useCall } from './engine.tsx'
import { EngineBanner } from './engine-banner.tsx'
import { Fault } from './fault.tsx'
import { count } from './format.ts'
import { KeysSheet } from './keys-sheet.tsx'
import { MeaningProgress } from './meaning-progress.tsx'
import { ProblemNote } from './problem-note.tsx'
import { hrefOf, type Screen, useScreen } from './route.ts'
import { strings } from './strings.ts'
import { useAnnouncedProgress } from './use-announced-progress.ts'
import { useWindowActions } from './use-window-actions.ts'
import { useWindowKeys } from './use-window-keys.ts'

const items: readonly (readonly [Screen, LucideIcon])[] = [
  ['search', Search],
  ['sources', Layers],
  ['activity', Activity],
  ['overview', ChartColumn],
  ['settings', Settings],
]

const views: Readonly<Record<Screen, ComponentType>> = {
  search: SearchScreen,
  sources: SourcesScreen,
  activity: ActivityScreen,
  overview: OverviewScreen,
  settings: SettingsScreen,
}

/** The rail and the screen beside it; below 640 px the rail lies at the bottom. */
export function Shell() {
  const screen = useScreen()
  const Shown = views[screen]
  const [over, setOver] = useState<'keys' | 'commands' | null>(null)
  const showKeys = useCallback(() => setOver('keys'), [])
  useWindowKeys({ showKeys, showCommands: () => setOver('commands') })
  useWindowActions(showKeys)
  useAnnouncedProgress()
  const sources = useCall('sources.list', {}).data ?? []
  const failed = sources.reduce((sum, { coverage }) => sum + Object.values(coverage.failed).reduce((a, b) => a + b, 0), 0)
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] sm:grid-cols-[208px_minmax(0,1fr)] sm:grid-rows-[minmax(0,1fr)]">
      <button
        type="button"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-m focus:bg-surface focus:p-2"
        onClick={() => document.getElementById('content')?.focus()}
      >
        {strings.skipToContent}
      </button>
      <div className="flex min-h-0 flex-col border-line max-sm:order-last max-sm:border-t sm:border-r sm:p-3">
        <div className="hidden items-center gap-2.5 px-2 pt-1.5 pb-4 text-md font-[650] tracking-[-0.02em] sm:flex">
          <Brand />
          {strings.product}
        </div>
        <nav aria-label={strings.nav.label} data-pane className="flex gap-0.5 max-sm:justify-around max-sm:p-1.5 sm:flex-col">
          {items.map(([name, Icon]) => (
            <a
              key={name}
              href={hrefOf(name)}
              aria-current={screen === name ? 'page' : undefined}
              className={`flex items-center rounded-s font-medium max-sm:flex-1 max-sm:flex-col max-sm:gap-0.5 max-sm:py-1 max-sm:text-xs sm:h-[34px] sm:gap-2.5 sm:px-2.5 ${
                screen === name ? 'bg-surface text-ink inset-ring inset-ring-line' : 'text-ink-2 hover:bg-hover hover:text-ink'
              }`}
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} />
              {strings.nav[name]}
              {name === 'activity' && failed > 0 && (
                <span className="num rounded-full bg-bad-soft px-[7px] py-px text-xs font-semibold text-bad max-sm:hidden sm:ml-auto">
                  {count(failed)}
                  <span className="sr-only"> {strings.sources.failed}</span>
                </span>
              )}
            </a>
          ))}
        </nav>
        <div className="max-sm:order-first sm:mt-auto">
          <AlertNote />
        </div>
        <div className="hidden sm:block">
          <MeaningProgress documents={sources.reduce((sum, { coverage }) => sum + coverage.searchable, 0)} />
        </div>
      </div>
      <main id="content" tabIndex={-1} className="relative min-h-0 min-w-0 bg-surface outline-none">
        <Fault key={screen}>
          <Shown />
        </Fault>
        <ProblemNote />
        <EngineBanner />
      </main>
      <KeysSheet open={over === 'keys'} onClose={() => setOver(null)} />
      <CommandPalette open={over === 'commands'} onClose={() => setOver(null)} />
      <Announcer />
    </div>
  )
}
