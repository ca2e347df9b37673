import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../app/engine.tsx'
import { MeaningProgress } from '../app/meaning-progress.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { ScreenHead } from '../ui/screen-head.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { AddDialog } from './add/add-dialog.tsx'
import { HeldBack, PauseAll } from './pause-all.tsx'
import { SourceCard } from './source-card.tsx'

/** Everything that is connected, each with its receipt. */
export function SourcesScreen() {
  const sources = useCall('sources.list', {}).data ?? []
  const [adding, setAdding] = useState(false)
  const documents = sources.reduce((sum, { coverage }) => sum + coverage.searchable, 0)
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ScreenHead title={strings.sources.title} lead={strings.sources.summary(documents)}>
        <PauseAll />
        <Button look="primary" onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {strings.sources.add}
        </Button>
      </ScreenHead>
      <ScrollPane label={strings.sources.title} className="px-4 py-6 md:px-8">
        <HeldBack />
        <div className="mb-3 empty:hidden sm:hidden">
          <MeaningProgress documents={documents} />
        </div>
        <ul className="grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-3">
          {sources.map((status) => (
            <li key={status.source.id}>
              <SourceCard status={status} />
            </li>
          ))}
        </ul>
      </ScrollPane>
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
