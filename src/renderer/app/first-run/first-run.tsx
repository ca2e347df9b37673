import { CircleAlert, Lock } from 'lucide-react'
import { FolderField } from '../../sources/folder-field.tsx'
import { useAddFolder } from '../../sources/use-add-folder.ts'
import { Brand } from '../../ui/brand.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { goTo } from '../route.ts'
import { strings } from '../strings.ts'

/** The first thing a person sees: one question, and a way to look around first. */
export function FirstRun() {
  const { path, setPath, ready, busy, error, submit, addDemo } = useAddFolder(() => goTo('search'))
  return (
    <main className="h-full overflow-y-auto bg-surface">
      <div className="mx-auto grid min-h-full max-w-[560px] content-center px-6 py-10">
        <Brand size={40} />
        <h1 className="mt-4 text-[26px] leading-tight font-semibold tracking-[-0.02em]">{strings.firstRun.title}</h1>
        <p className="mt-2 mb-6 text-md text-ink-2">{strings.firstRun.lead}</p>
        <FolderField value={path} onChange={setPath} onSubmit={submit} autoFocus />
        {error !== null && (
          <div className="mt-3" role="alert">
            <Notice look="bad" icon={CircleAlert}>
              {error}
            </Notice>
          </div>
        )}
        <div className="mt-5 flex flex-wrap items-center gap-3">
          <Button look="primary" className="h-9 px-5" disabled={!ready || busy} onClick={submit}>
            {busy ? strings.sources.adding : strings.firstRun.start}
          </Button>
          <span className="text-ink-3">{strings.firstRun.or}</span>
          <Button className="h-9" disabled={busy} onClick={addDemo}>
            {strings.firstRun.demo}
          </Button>
          <span className="text-sm text-ink-3">{strings.firstRun.demoMore}</span>
        </div>
        <p className="mt-8 flex items-center gap-2 text-sm text-ink-3">
          <Lock aria-hidden size={15} strokeWidth={1.75} />
          {strings.firstRun.promise}
        </p>
      </div>
    </main>
  )
}
