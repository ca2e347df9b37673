import { Search } from 'lucide-react'
import { useState } from 'react'
import type { Source } from '../../../shared/model.ts'
import { useAct } from '../../app/engine.tsx'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { asked, rowsOf, toggled, top } from './scope-rows.ts'
import { ScopeTree } from './scope-tree.tsx'
import { useScopes } from './use-scopes.ts'

/** Which parts of a source are indexed. */
export function ScopesDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const words = strings.connecting.scopes
  const [find, setFind] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const { map, chosen, setChosen, error, busy, load } = useScopes(source, find)
  const set = useAct('sources.set')
  const rows = rowsOf(map, open, chosen, find)
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
        <div className="relative">
          <Search aria-hidden size={16} strokeWidth={1.75} className="absolute top-[11px] left-3 text-ink-3" />
          <input
            type="search"
            aria-label={words.find}
            placeholder={words.find}
            value={find}
            onChange={(event) => setFind(event.target.value)}
            className="h-[38px] w-full rounded-b border border-line-strong bg-surface pr-3 pl-9 outline-none focus:border-accent forced-colors:focus:outline-2"
          />
        </div>
        <Failed error={error ?? set.error} />
        <div className="min-h-[220px]">
          {rows.length > 0 ? (
            <ScopeTree
              rows={rows}
              onToggle={({ scope, state }) => state !== 'included' && setChosen(toggled(map, chosen, scope.id))}
              onOpen={({ scope }, opened) => {
                const next = new Set(open)
                if (opened) next.add(scope.id)
                else next.delete(scope.id)
                setOpen(next)
                if (opened && !map.has(scope.id)) void load(scope.id)
              }}
            />
          ) : (
            <p className="text-ink-2">{!known ? (error === null ? words.loading : '') : find.trim() !== '' ? words.none : words.empty}</p>
          )}
        </div>
      </div>
    </Dialog>
  )
}
