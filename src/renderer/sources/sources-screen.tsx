import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../app/engine.tsx'
import { MeaningProgress } from '../app/meaning-progress.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { AddFolderDialog } from './add-folder-dialog.tsx'
import { SourceCard } from './source-card.tsx'

/** Everything that is connected, each with its receipt. */
export function SourcesScreen() {
  const sources = useCall('sources.list', {}).data ?? []
  const [adding, setAdding] = useState(false)
  const documents = sources.reduce((sum, { coverage }) => sum + coverage.searchable, 0)
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-4 md:px-8">
        <h1 className="text-xl font-semibold tracking-[-0.015em]">{strings.sources.title}</h1>
        <span className="num text-sm text-ink-3">{strings.sources.summary(documents)}</span>
        <Button look="primary" className="ml-auto" onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {strings.sources.add}
        </Button>
      </header>
      <ScrollPane label={strings.sources.title} className="px-4 py-6 md:px-8">
        <div className="mb-3 empty:hidden sm:hidden">
          <MeaningProgress documents={documents} />
        </div>
        <ul className="grid max-w-[1080px] gap-3">
          {sources.map((status) => (
            <li key={status.source.id}>
              <SourceCard status={status} />
            </li>
          ))}
        </ul>
      </ScrollPane>
      <AddFolderDialog open={adding} onClose={() => setAdding(false)} />
    </div>
  )
}
