import { Search } from 'lucide-react'
import { useState } from 'react'
import { strings } from '../../app/strings.ts'
import { rowsOf, toggled, top } from './scope-rows.ts'
import { ScopeTree } from './scope-tree.tsx'
import type { useScopes } from './use-scopes.ts'

/** A source's parts as a tree, with a field to find one. */
export function ScopeChooser({
  scopes: { map, chosen, setChosen, error, load },
  find,
  onFind,
}: {
  readonly scopes: ReturnType<typeof useScopes>
  readonly find: string
  readonly onFind: (find: string) => void
}) {
  const words = strings.connecting.scopes
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const rows = rowsOf(map, open, chosen, find)
  const known = map.has(top)
  return (
    <>
      <div className="relative">
        <Search aria-hidden size={16} strokeWidth={1.75} className="absolute top-[11px] left-3 text-ink-3" />
        <input
          type="search"
          aria-label={words.find}
          placeholder={words.find}
          value={find}
          onChange={(event) => onFind(event.target.value)}
          className="h-[38px] w-full rounded-b border border-line-strong bg-surface pr-3 pl-9 outline-none focus:border-accent forced-colors:focus:outline-2"
        />
      </div>
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
    </>
  )
}
