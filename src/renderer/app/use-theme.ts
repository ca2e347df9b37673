import { useEffect } from 'react'
import { useCall } from './engine.tsx'

/** Keeps the page in the scheme the settings name; `system` follows the computer. */
export function useTheme(ready: boolean): void {
  const theme = useCall('settings.get', {}, { enabled: ready }).data?.theme
  useEffect(() => {
    if (theme === undefined || theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}
