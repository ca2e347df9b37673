import { useState } from 'react'
import type { Source } from '../../shared/model.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { choiceOf, dayName, type ScheduleChoice, scheduleOf } from './schedule-choice.ts'

const syncKinds = ['auto', 'hourly', 'daily', 'weekly', 'manual', 'custom'] as const
const reconcileKinds = ['auto', 'daily', 'weekly', 'never', 'custom'] as const

/** When a source is synced by itself, and when all of it is listed anew. */
export function ScheduleDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.connecting.schedule
  const [sync, setSync] = useState(() => choiceOf(source.schedule.sync))
  const [reconcile, setReconcile] = useState(() => choiceOf(source.schedule.reconcile))
  const set = useAct('sources.set')
  const submit = () =>
    set.mutate({ id: source.id, values: { schedule: scheduleOf(sync), reconcile: scheduleOf(reconcile) } }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(source.name)}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" disabled={set.isPending} onClick={submit}>
            {set.isPending ? strings.sources.saving : strings.sources.save}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <section>
          <h3 className="mb-2 font-semibold">{words.sync}</h3>
          <Choices
            label={words.sync}
            value={sync.kind}
            choices={syncKinds.map((value) => {
              const [label, lead] = words.syncChoices[value]
              return { value, label: label ?? '', ...(lead === '' || lead === undefined ? {} : { lead }) }
            })}
            onChange={(kind) => setSync({ ...sync, kind: kind as ScheduleChoice['kind'] })}
          />
          <When choice={sync} onChange={setSync} />
        </section>
        <section>
          <h3 className="font-semibold">{words.reconcile}</h3>
          <p className="mb-2 text-sm text-ink-2">{words.reconcileLead}</p>
          <Select
            label={words.reconcile}
            value={reconcile.kind}
            options={reconcileKinds.map((value) => ({ value, label: words.reconcileChoices[value] }))}
            onChange={(kind) => setReconcile({ ...reconcile, kind: kind as ScheduleChoice['kind'] })}
          />
          <When choice={reconcile} onChange={setReconcile} />
        </section>
        <Failed error={set.error} />
      </div>
    </Dialog>
  )
}

/** The rest of a choice that needs more than its name. */
function When({ choice, onChange }: { readonly choice: ScheduleChoice; readonly onChange: (choice: ScheduleChoice) => void }) {
  const words = strings.connecting.schedule
  if (choice.kind === 'custom')
    return (
      <TextField
        className="mt-3"
        label={words.expression}
        help={words.example}
        value={choice.expression}
        onChange={(expression) => onChange({ ...choice, expression })}
      />
    )
  if (choice.kind !== 'daily' && choice.kind !== 'weekly') return null
  return (
    <div className="mt-3 flex flex-wrap items-end gap-3">
      {choice.kind === 'weekly' && (
        <Select
          label={words.day}
          value={String(choice.day)}
          options={[1, 2, 3, 4, 5, 6, 0].map((day) => ({ value: String(day), label: dayName(day) }))}
          onChange={(day) => onChange({ ...choice, day: Number(day) })}
        />
      )}
      <input
        type="time"
        aria-label={words.time}
        value={choice.time}
        onChange={(event) => onChange({ ...choice, time: event.target.value || '07:00' })}
        className="num h-8 rounded-m border border-line-strong bg-surface px-2 text-sm"
      />
    </div>
  )
}
