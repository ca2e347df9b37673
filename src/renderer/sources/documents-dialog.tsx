import { useInfiniteQuery } from '@tanstack/react-query'
import { say } from '../../shared/messages/say.ts'
import type { ListedDocument, Source } from '../../shared/model.ts'
import { useEngine } from '../app/engine.tsx'
import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Part } from './coverage-bar.tsx'

const pageSize = 100

/** The documents behind a number of the receipt; those without text with the reason, in words. */
export function DocumentsDialog({ source, part, total, onClose }: DocumentsDialogProps) {
  const words = strings.sources.list
  const engine = useEngine()
  const pages = useInfiniteQuery({
    queryKey: ['documents.behind', source.id, part],
    queryFn: ({ pageParam }) => engine.call('documents.behind', { source: source.id, part, after: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.documentId),
  })
  const documents = pages.data?.pages.flat() ?? []
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={words.of(words.title[part], source.name)}
      description={`${count(total)} · ${words.lead[part]}`}
    >
      {pages.isPending ? (
        <p role="status" className="text-ink-2">
          {words.loading}
        </p>
      ) : documents.length === 0 ? (
        <p className="text-ink-2">{words.empty}</p>
      ) : (
        <ul className="overflow-hidden rounded-b border border-line">
          {documents.map((document) => (
            <Row key={document.documentId} document={document} reason={part === 'skipped' ? 'skip' : 'problem'} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button className="mt-3" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {pages.isFetchingNextPage ? words.loading : words.more}
        </Button>
      )}
    </Dialog>
  )
}

interface DocumentsDialogProps {
  readonly source: Source
  readonly part: Part
  readonly total: number
  readonly onClose: () => void
}

function Row({ document, reason }: { readonly document: ListedDocument; readonly reason: 'skip' | 'problem' }) {
  const place = document.path.join(strings.search.crumb)
  return (
    <li className="border-b border-line px-3 py-1.5 last:border-b-0">
      <p className="truncate font-medium" title={document.externalId}>
        {document.title || document.externalId}
      </p>
      {(place !== '' || document.reason !== null) && (
        <p className="truncate text-sm text-ink-3" title={place}>
          {document.reason !== null && say({ code: `${reason}-${document.reason}`, params: {} })}
          {document.reason !== null && place !== '' && ' · '}
          {place}
        </p>
      )}
    </li>
  )
}
