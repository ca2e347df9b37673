import type { Source } from '../../shared/model.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed } from '../ui/failed.tsx'

/** What a held run would remove, and the two answers to it. */
export function BrakeDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.sources.brake
  const answer = useAct('brake.answer')
  const say = (accept: boolean) => answer.mutate({ id: source.id, accept }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.title(source.name)}
      description={words.lead}
      footer={
        <>
          <Button disabled={answer.isPending} onClick={() => say(false)}>
            {words.keep}
          </Button>
          <Button look="danger" disabled={answer.isPending} onClick={() => say(true)}>
            {words.remove}
          </Button>
        </>
      }
    >
      <Failed error={answer.error} />
    </Dialog>
  )
}
