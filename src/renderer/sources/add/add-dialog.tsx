import { useState } from 'react'
import type { ConnectorInfo } from '../../../shared/model.ts'
import { useAct, useCall } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ConnectorForm } from './connector-form.tsx'
import { Gallery } from './gallery.tsx'

/** From the kinds of source to a connected one; from its form on where `first` says which kind. */
export function AddDialog({ first = null, onClose }: { readonly first?: ConnectorInfo | null; readonly onClose: () => void }) {
  const words = strings.connecting.gallery
  const connectors = useCall('connectors.list', {}).data ?? []
  const sources = useCall('sources.list', {}).data ?? []
  const [chosen, setChosen] = useState(first)
  const demo = useAct('demo.add')
  const hasDemo = sources.some(({ source }) => source.name === demoName)
  if (chosen !== null) return <ConnectorForm connector={chosen} onBack={() => setChosen(null)} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} width="wide" title={words.title} description={words.lead}>
      <div className="grid gap-3">
        <Gallery connectors={connectors} onChoose={setChosen} onDemo={hasDemo ? null : () => demo.mutate({}, { onSuccess: onClose })} />
        <Failed error={demo.error} />
      </div>
    </Dialog>
  )
}

/** As the engine calls it. */
const demoName = 'Demo collection'
