import { useId, useState } from 'react'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Between two days, either of which may be left open. */
export function DatesDialog({
  after,
  before,
  onClose,
  onChoose,
}: {
  readonly after: string | null
  readonly before: string | null
  readonly onClose: () => void
  readonly onChoose: (after: string | null, before: string | null) => void
}) {
  const [from, setFrom] = useState(isDay(after) ? after : '')
  const [to, setTo] = useState(isDay(before) ? before : '')
  const choose = () => {
    onChoose(from === '' ? null : from, to === '' ? null : to)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={strings.search.datesTitle}
      description={strings.search.datesLead}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" onClick={choose}>
            {strings.search.datesChoose}
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap gap-4">
        <Day label={strings.search.datesFrom} value={from} onChange={setFrom} onEnter={choose} />
        <Day label={strings.search.datesTo} value={to} onChange={setTo} onEnter={choose} />
      </div>
    </Dialog>
  )
}

function Day({
  label,
  value,
  onChange,
  onEnter,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
}) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && onEnter()}
        className="h-9 rounded-m border border-line-strong bg-surface px-2.5"
      />
    </div>
  )
}

const isDay = (date: string | null): date is string => date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date)
