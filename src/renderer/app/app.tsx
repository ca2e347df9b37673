import { CSPProvider } from '@base-ui/react/csp-provider'
import type { QueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { Connection } from './connection.ts'
import { ConnectionScreen } from './connection-screen.tsx'
import { EngineProvider, useCall, useConnectionState } from './engine.tsx'
import { FirstRun } from './first-run/first-run.tsx'
import { Shell } from './shell.tsx'
import { useLanguage } from './use-language.ts'
import { useTheme } from './use-theme.ts'

/** The window: waits for the engine, then the first run or the whole of it. */
export function App({ connection, queries }: { readonly connection: Connection; readonly queries: QueryClient }) {
  return (
    // The host's Content Security Policy allows no style elements, and none are needed.
    <CSPProvider disableStyleElements>
      <EngineProvider connection={connection} queries={queries}>
        <Root />
      </EngineProvider>
    </CSPProvider>
  )
}

function Root() {
  const state = useConnectionState()
  const sources = useCall('sources.list', {}, { enabled: state === 'ready' })
  useTheme(state === 'ready')
  const language = useLanguage(state === 'ready')
  const [skipped, setSkipped] = useState(false)
  if (state === 'refused' || sources.data === undefined)
    return <ConnectionScreen state={state} error={sources.error} onAgain={() => void sources.refetch()} />
  return (
    <Fragment key={language}>{sources.data.length === 0 && !skipped ? <FirstRun onSkip={() => setSkipped(true)} /> : <Shell />}</Fragment>
  )
}
