import type { ReactNode } from 'react'
import { strings } from '../../app/strings.ts'
import { useFieldFocus } from '../../app/use-field-focus.ts'
import { Kbd } from '../../ui/kbd.tsx'
import type { Matches } from './use-matches.ts'

/** Where one stands among the matches, and the keys that work right now. */
export function PreviewFoot({ matches, found }: { readonly matches: Matches; readonly found: boolean }) {
  const inField = useFieldFocus()
  return (
    <footer className="hidden flex-wrap items-center gap-x-4 gap-y-1 overflow-hidden border-t border-line px-6 py-[9px] text-xs text-ink-3 sm:flex">
      <span className="num" aria-live="polite">
        {matches.total === 0 ? (found ? strings.preview.noMatches : '') : strings.preview.match(matches.current + 1, matches.total)}
      </span>
      {inField && <Key keys={['↑', '↓']}>{strings.keys.results}</Key>}
      {matches.total > 1 && <Key keys={[inField ? 'F3' : 'N']}>{strings.keys.next}</Key>}
      {inField && <Key keys={['↵']}>{strings.keys.open}</Key>}
      <Key keys={['Ctrl ↵']}>{strings.keys.original}</Key>
      <span className="ml-auto">
        <Key keys={[inField ? 'F1' : '?']}>{strings.keys.all}</Key>
      </span>
    </footer>
  )
}

function Key({ keys, children }: { readonly keys: readonly string[]; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  )
}
