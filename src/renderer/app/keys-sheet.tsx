import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { strings } from './strings.ts'

/** Every key the window knows. */
export function KeysSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} reading title={strings.keys.title}>
      <KeysList />
    </Dialog>
  )
}

/** The keys with what they do. */
export function KeysList() {
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2.5">
      {strings.keys.sheet.map(([keys, does]) => (
        <div key={keys} className="contents">
          <dt>
            <Kbd>{keys}</Kbd>
          </dt>
          <dd className="text-ink-2">{does}</dd>
        </div>
      ))}
    </dl>
  )
}
