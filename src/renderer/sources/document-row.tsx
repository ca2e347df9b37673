import type { ListedDocument } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'

/** A document in a list of many: its title, why it is there, and where it lies. */
export function DocumentRow({
  document,
  why,
}: {
  readonly document: Pick<ListedDocument, 'externalId' | 'title' | 'path'>
  readonly why: string | null
}) {
  const place = document.path.join(strings.search.crumb)
  return (
    <li className="border-b border-line px-3 py-1.5 last:border-b-0">
      <p className="truncate font-medium" title={document.externalId}>
        {document.title || document.externalId}
      </p>
      {(place !== '' || why !== null) && (
        <p className="truncate text-sm text-ink-3" title={place}>
          {[place, why].filter((part) => part !== null && part !== '').join(' · ')}
        </p>
      )}
    </li>
  )
}
