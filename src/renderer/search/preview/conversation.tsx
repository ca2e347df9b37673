import type { ReactNode } from 'react'
import type { RelatedDocument } from '../../../shared/model.ts'
import { shortDate } from '../../app/format.ts'
import { strings } from '../../app/strings.ts'
import { personName } from './format.ts'

/** A message among those of its conversation: the others are a line each, in order, and open in its place. */
export function Conversation({
  thread,
  current,
  onShow,
  children,
}: {
  readonly thread: readonly RelatedDocument[]
  readonly current: number
  readonly onShow: (documentId: number) => void
  /** The text of the current message. */
  readonly children: ReactNode
}) {
  if (thread.length < 2) return children
  return (
    <ol aria-label={strings.preview.conversation(thread.length)} className="grid gap-2">
      {thread.map(({ documentId, author, updatedAt, title }) =>
        documentId === current ? (
          <li key={documentId} aria-current="true" className="rounded-b border border-line-strong px-5 py-4">
            {children}
          </li>
        ) : (
          <li key={documentId}>
            <button
              type="button"
              onClick={() => onShow(documentId)}
              className="flex w-full cursor-pointer items-baseline gap-3 rounded-b border border-line px-5 py-2 text-start text-sm text-ink-2 hover:bg-hover"
            >
              <bdi className="min-w-0 flex-1 truncate font-medium text-ink">{author === null ? title : personName(author)}</bdi>
              {updatedAt !== null && <time className="num text-xs text-ink-3">{shortDate(updatedAt)}</time>}
            </button>
          </li>
        ),
      )}
    </ol>
  )
}
