import { useMemo } from 'react'
import { type Action, useActions } from './actions.ts'
import { useAct, useCall } from './engine.tsx'
import { goTo, screens } from './route.ts'
import { strings } from './strings.ts'
import { toSearch } from './use-window-keys.ts'

/** What can be done from everywhere, for the command palette. */
export function useWindowActions(showKeys: () => void): void {
  const { mutate: set } = useAct('settings.set')
  const { mutate: sync } = useAct('sync.run')
  const { mutate: pause } = useAct('embedding.pause')
  const { mutate: resume } = useAct('embedding.resume')
  const { mutate: addDemo } = useAct('demo.add')
  const embedding = useCall('embedding.status', {}).data
  const learning = embedding !== undefined && embedding.done < embedding.total
  const paused = embedding?.state === 'paused'
  const actions = useMemo((): readonly Action[] => {
    const words = strings.palette
    return [
      { id: 'focus', label: words.focus, keys: 'Ctrl K', run: toSearch },
      ...screens.map((screen) => ({ id: `go.${screen}`, label: words.goTo(strings.nav[screen]), run: () => goTo(screen) })),
      { id: 'sync', label: words.syncAll, run: () => sync({ embed: false }) },
      ...(learning
        ? [{ id: 'meaning', label: paused ? words.resumeMeaning : words.pauseMeaning, run: () => (paused ? resume : pause)({}) }]
        : []),
      ...(['system', 'light', 'dark'] as const).map((theme) => ({
        id: `theme.${theme}`,
        label: words.theme(strings.settings.themes[theme]),
        run: () => set({ key: 'theme', value: theme }),
      })),
      { id: 'demo', label: words.addDemo, run: () => addDemo({}) },
      { id: 'keys', label: words.keys, keys: 'F1', run: showKeys },
    ]
  }, [learning, paused, set, sync, pause, resume, addDemo, showKeys])
  useActions(actions)
}
