import { useState } from 'react'
import type { CallInput } from '../../../shared/api.ts'
import type { ConnectorInfo } from '../../../shared/model.ts'
import { duration } from '../../app/ago.ts'
import { useAct, useCall, useEngine } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ScopeChooser } from '../scopes/scope-chooser.tsx'
import { asked, top } from '../scopes/scope-rows.ts'
import { useScopes } from '../scopes/use-scopes.ts'
import { besidesVault, VaultNote } from '../sign-in/vault-note.tsx'

/** What of a source is to be indexed, how much that is, and the start of it. */
export function ChooseStep({
  connector,
  adding,
  onBack,
  onClose,
}: {
  readonly connector: ConnectorInfo
  readonly adding: Omit<CallInput<'sources.add'>, 'scopes'>
  readonly onBack: () => void
  readonly onClose: () => void
}) {
  const words = strings.connecting.choose
  const engine = useEngine()
  const [find, setFind] = useState('')
  const { name: _name, ...opening } = adding
  const scopes = useScopes({ key: 'new', before: null, ask: (parent) => engine.call('connecting.scopes', { ...opening, parent }) }, find)
  const { map, chosen } = scopes
  const add = useAct('sources.add')
  const known = map.has(top)
  const wanted = known ? asked(map, chosen) : null
  const estimate = useCall(
    'connecting.estimate',
    { ...opening, scopes: wanted === null ? null : wanted.map(({ id }) => id) },
    { enabled: known && chosen.size > 0 },
  )
  const ready = known && chosen.size > 0 && !add.isPending
  const start = () => ready && add.mutate({ ...adding, ...(wanted === null ? {} : { scopes: wanted }) }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.title(connector.name)}
      description={words.lead}
      footer={
        <>
          <span role="status" className="num mr-auto text-sm text-ink-2">
            {estimate.isFetching
              ? words.estimating
              : estimate.data
                ? words.estimate(estimate.data.documents, duration(estimate.data.seconds))
                : ''}
          </span>
          <Button onClick={onBack}>{strings.connecting.form.back}</Button>
          <Button look="primary" disabled={!ready} onClick={start}>
            {add.isPending ? strings.connecting.form.checking : strings.connecting.form.start}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ScopeChooser scopes={scopes} find={find} onFind={setFind} />
        <VaultNote />
        <Failed error={besidesVault(scopes.error ?? add.error)} />
        {scopes.error !== null && !known && (
          <div>
            <Button disabled={scopes.busy} onClick={() => void scopes.load(top)}>
              {words.again}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
