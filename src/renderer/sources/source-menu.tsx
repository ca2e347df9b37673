import {
  CalendarClock,
  Download,
  Ellipsis,
  Hammer,
  ListChecks,
  ListRestart,
  Pause,
  Play,
  RefreshCw,
  ScrollText,
  Settings2,
  Timer,
  Trash2,
} from 'lucide-react'
import type { Source } from '../../shared/model.ts'
import { showActivity } from '../activity/shown-tab.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { saveFile } from '../ui/save-file.ts'

export type SourceDialog = 'remove' | 'edit' | 'scopes' | 'schedule'

/** All that can be done with a source. */
export function SourceMenu({ source, onOpen }: { readonly source: Source; readonly onOpen: (dialog: SourceDialog) => void }) {
  const words = strings.sources
  const { id } = source
  const sync = useAct('sync.run')
  const rebuild = useAct('sources.rebuild')
  const receipt = useAct('sources.receipt')
  const save = (answer: object) =>
    saveFile(
      `magpie-receipt-${id}-${new Date().toISOString().slice(0, 10)}.json`,
      'application/json',
      `${JSON.stringify(answer, null, 2)}\n`,
    )
  const pause = useAct('sources.pause')
  const resume = useAct('sources.resume')
  return (
    <Menu
      trigger={
        <Button look="ghost" square aria-label={words.actions(source.name)}>
          <Ellipsis aria-hidden />
        </Button>
      }
      items={[
        { label: words.syncNow, icon: RefreshCw, onSelect: () => sync.mutate({ sources: [id], embed: false }) },
        { label: words.listAgain, icon: ListRestart, onSelect: () => sync.mutate({ sources: [id], full: true, embed: false }) },
        { label: words.rebuild, icon: Hammer, onSelect: () => rebuild.mutate({ id }) },
        ...(source.state === 'paused'
          ? [{ label: words.resume, icon: Play, onSelect: () => resume.mutate({ id }) }]
          : [
              { label: words.pauseHour, icon: Timer, onSelect: () => pause.mutate({ id, minutes: 60 }) },
              { label: words.pause, icon: Pause, onSelect: () => pause.mutate({ id }) },
            ]),
        { label: words.scopes, icon: ListChecks, apart: true, onSelect: () => onOpen('scopes') },
        { label: words.schedule, icon: CalendarClock, onSelect: () => onOpen('schedule') },
        { label: words.edit, icon: Settings2, onSelect: () => onOpen('edit') },
        { label: words.activity, icon: ScrollText, apart: true, onSelect: () => showActivity({ tab: 'runs', source: id }) },
        { label: words.receipt, icon: Download, onSelect: () => receipt.mutate({ id }, { onSuccess: save }) },
        { label: words.remove, icon: Trash2, danger: true, apart: true, onSelect: () => onOpen('remove') },
      ]}
    />
  )
}
