import { Brand } from '../ui/brand.tsx'
import type { ConnectionState } from './connection.ts'
import { strings } from './strings.ts'

/** Shown while there is no engine to talk to yet. Silent for the first moment, so that a quick start does not flicker. */
export function ConnectionScreen({ state }: { readonly state: ConnectionState }) {
  const refused = state === 'refused'
  return (
    <main className={`grid h-full place-items-center p-6 text-center ${refused ? '' : 'animate-[appear_0s_400ms_both]'}`}>
      <div className="max-w-[420px]">
        <div className="mb-4 inline-block">
          <Brand size={36} />
        </div>
        <h1 className="text-md font-semibold" role="status">
          {refused
            ? strings.connection.refused
            : state === 'reconnecting'
              ? strings.connection.reconnecting
              : strings.connection.connecting}
        </h1>
        {refused && <p className="mt-2 text-ink-2">{strings.connection.refusedMore}</p>}
        {state === 'reconnecting' && <p className="mt-2 text-ink-2">{strings.connection.reconnectingMore}</p>}
      </div>
    </main>
  )
}
