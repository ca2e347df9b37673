import { useState } from 'react'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { scheduleWords } from '../sources/schedule-choice.ts'
import { ScheduleDialog } from '../sources/schedule-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Line, linesClass, Section } from './section.tsx'

/** When each source is synced by itself. */
export function Schedules() {
  const words = strings.settings
  const sources = (useCall('sources.list', {}).data ?? []).map(({ source }) => source)
  const [changing, setChanging] = useState<string | null>(null)
  const chosen = sources.find(({ id }) => id === changing)
  return (
    <Section title={words.schedules} lead={words.schedulesLead}>
      <div className={linesClass}>
        {sources.map((source) => (
          <Line key={source.id} label={source.name}>
            <span className="text-sm text-ink-2">
              {scheduleWords(source.schedule.sync) ?? strings.connecting.schedule.syncChoices.auto[0]}
            </span>
            <Button aria-label={words.schedulesChangeOf(source.name)} onClick={() => setChanging(source.id)}>
              {words.schedulesChange}
            </Button>
          </Line>
        ))}
      </div>
      {chosen !== undefined && <ScheduleDialog source={chosen} onClose={() => setChanging(null)} />}
    </Section>
  )
}
