import { useState } from 'react'
import type { Source } from '../../../shared/model.ts'
import { useAct, useEngine } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ScopeChooser } from './scope-chooser.tsx'
import { asked, top } from './scope-rows.ts'
import { useScopes } from './use-scopes.ts'

/** Which parts of a source are indexed. */
export function ScopesDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.connecting.scopes
  const [find, setFind] = useState('')
  const engine = useEngine()
  const scopes = useScopes(
    { key: source.id, before: source.scopes, ask: (parent) => engine.call('sources.scopes', { id: source.id, parent }) },
    find,
  )
  const { map, chosen, error, busy } = scopes
  const set = useAct('sources.set')
  const known = map.has(top)
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.title(source.name)}
      description={words.lead}
      footer={
        <>
          <span role="status" className="num mr-auto text-sm text-ink-2">
            {known && chosen.size === 0
              ? words.atLeastOne
              : busy && known
                ? words.looking
                : known
                  ? asked(map, chosen) === null
                    ? words.everything
                    : words.chosen(chosen.size)
                  : ''}
          </span>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button
            look="primary"
            disabled={!known || chosen.size === 0 || set.isPending}
            onClick={() => set.mutate({ id: source.id, scopes: asked(map, chosen) }, { onSuccess: onClose })}
          >
            {set.isPending ? strings.sources.saving : strings.sources.save}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ScopeChooser scopes={scopes} find={find} onFind={setFind} />
        <Failed error={error ?? set.error} />
      </div>
    </Dialog>
  )
}
