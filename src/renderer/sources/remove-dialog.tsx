import type { SourceStatus } from '../../shared/model.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Says what goes before anything goes. */
export function RemoveDialog({ status, onClose }: { readonly status: SourceStatus; readonly onClose: () => void }) {
  const remove = useAct('sources.remove')
  const { id, name } = status.source
  return (
    <Dialog
      open
      onClose={onClose}
      title={strings.sources.removeTitle(name)}
      description={strings.sources.removeLead(status.coverage.listed)}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate({ id }, { onSuccess: onClose })}>
            {strings.sources.removeYes}
          </Button>
        </>
      }
    />
  )
}
