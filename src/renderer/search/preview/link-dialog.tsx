import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Asks before an address from a document's text is opened: whoever wrote the document chose it. */
export function LinkDialog({ url, onClose }: { readonly url: string | null; readonly onClose: () => void }) {
  return (
    <Dialog
      open={url !== null}
      onClose={onClose}
      title={strings.preview.linkTitle}
      description={strings.preview.linkLead}
      footer={
        <>
          <CopyButton text={url ?? ''} label={strings.copy} />
          <Button
            look="primary"
            onClick={() => {
              if (url !== null) window.open(url, '_blank', 'noopener,noreferrer')
              onClose()
            }}
          >
            {strings.preview.linkOpen}
          </Button>
        </>
      }
    >
      <p className="rounded-b border border-line bg-bg px-3 py-2 font-mono text-sm break-all">{url}</p>
    </Dialog>
  )
}

/** Shows where a file lies, where the host may not open it. */
export function PathDialog({ path, onClose }: { readonly path: string | null; readonly onClose: () => void }) {
  return (
    <Dialog
      open={path !== null}
      onClose={onClose}
      title={strings.preview.pathTitle}
      description={strings.preview.pathLead}
      footer={<CopyButton text={path ?? ''} label={strings.copy} />}
    >
      <p className="rounded-b border border-line bg-bg px-3 py-2 font-mono text-sm break-all">{path}</p>
    </Dialog>
  )
}
