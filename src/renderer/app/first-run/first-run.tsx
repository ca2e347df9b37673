import { CircleAlert, Folder, Lock } from 'lucide-react'
import { useState } from 'react'
import type { ConnectorInfo } from '../../../shared/model.ts'
import { AddDialog } from '../../sources/add/add-dialog.tsx'
import { FolderField } from '../../sources/folder-field.tsx'
import { joinPath } from '../../sources/typed-path.ts'
import { useAddFolder } from '../../sources/use-add-folder.ts'
import { Brand } from '../../ui/brand.tsx'
import { Button } from '../../ui/button.tsx'
import { ConnectorIcon } from '../../ui/connector-icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useCall } from '../engine.tsx'
import { goTo } from '../route.ts'
import { strings } from '../strings.ts'

/** Where people keep what they write, in the languages their systems name it; the first that are there are offered. */
const usual =
  /^(documents|dokumente|desktop|notes|notizen|onedrive.*|dropbox|nextcloud|documentos|documenti|escritorio|bureau|schreibtisch)$/i
const mostOffered = 4

/** The first thing a person sees: one question, a way to look around first, and a way past. */
export function FirstRun({ onSkip }: { readonly onSkip: () => void }) {
  const { path, setPath, ready, busy, error, submit, addDemo } = useAddFolder(() => goTo('search'))
  const own = useCall('folders.list', {}).data
  const offered = (own?.folders ?? []).filter((name) => usual.test(name)).slice(0, mostOffered)
  const others = (useCall('connectors.list', {}).data ?? []).filter(({ id }) => id !== 'folder')
  const [connecting, setConnecting] = useState<ConnectorInfo | null>(null)
  const words = strings.firstRun
  return (
    <main className="h-full overflow-y-auto bg-surface">
      <div className="mx-auto grid min-h-full max-w-[560px] content-center px-6 py-10">
        <Brand size={40} />
        <h1 className="mt-4 text-[26px] leading-tight font-semibold tracking-[-0.02em]">{words.title}</h1>
        <p className="mt-2 mb-6 text-md text-ink-2">{words.lead}</p>
        <FolderField value={path} onChange={setPath} onSubmit={submit} autoFocus />
        {own !== undefined && offered.length > 0 && (
          <ul aria-label={words.usual} className="mt-3 flex flex-wrap gap-1.5">
            {offered.map((name) => (
              <li key={name}>
                <Button onClick={() => setPath(joinPath(own.path, name, true))}>
                  <Folder aria-hidden />
                  {name}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {error !== null && (
          <div className="mt-3" role="alert">
            <Notice look="bad" icon={CircleAlert}>
              {error}
            </Notice>
          </div>
        )}
        <div className="mt-5 flex flex-wrap items-center gap-3">
          <Button look="primary" className="h-9 px-5" disabled={!ready || busy} onClick={submit}>
            {busy ? strings.sources.adding : words.start}
          </Button>
          <span className="text-ink-3">{words.or}</span>
          <Button className="h-9" disabled={busy} onClick={addDemo}>
            {words.demo}
          </Button>
          <span className="text-sm text-ink-3">{words.demoMore}</span>
        </div>
        {others.length > 0 && (
          <ul aria-label={words.others} className="mt-5 flex flex-wrap gap-2 border-t border-line pt-5">
            {others.map((connector) => (
              <li key={connector.id}>
                <Button className="h-9 ps-1.5" onClick={() => setConnecting(connector)}>
                  <ConnectorIcon connector={connector.id} />
                  {words.connect(connector.name)}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="mt-8 flex flex-wrap items-center justify-between gap-3 text-sm text-ink-3">
          <p className="flex items-center gap-2">
            <Lock aria-hidden size={15} strokeWidth={1.75} />
            {words.promise}
          </p>
          <Button look="ghost" className="-me-3" onClick={onSkip}>
            {words.skip}
          </Button>
        </div>
      </div>
      {connecting !== null && <AddDialog first={connecting} onClose={() => setConnecting(null)} />}
    </main>
  )
}
