import { CircleAlert, Lock } from 'lucide-react'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { FolderField } from './folder-field.tsx'
import { useAddFolder } from './use-add-folder.ts'

export function AddFolderDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { path, setPath, ready, busy, error, submit } = useAddFolder(() => {
    setPath('')
    onClose()
  })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width="wide"
      title={strings.sources.addTitle}
      description={strings.sources.addLead}
      footer={
        <>
          <span className="mr-auto flex items-center gap-2 text-sm text-ink-2">
            <Lock aria-hidden size={15} strokeWidth={1.75} />
            {strings.firstRun.promise}
          </span>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button look="primary" disabled={!ready} onClick={submit}>
            {busy ? strings.sources.adding : strings.sources.addStart}
          </Button>
        </>
      }
    >
      <FolderField value={path} onChange={setPath} onSubmit={submit} autoFocus />
      {error !== null && (
        <div className="mt-3" role="alert">
          <Notice look="bad" icon={CircleAlert}>
            {error}
          </Notice>
        </div>
      )}
    </Dialog>
  )
}
