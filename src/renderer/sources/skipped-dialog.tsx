import { say } from '../../shared/messages/say.ts'
import type { Coverage, Source } from '../../shared/model.ts'
import { useCall } from '../app/engine.tsx'
import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Dialog } from '../ui/dialog.tsx'

const most = 100

/** What was left out on purpose, by reason, with the first documents of each. */
export function SkippedDialog({
  source,
  coverage,
  onClose,
}: {
  readonly source: Source
  readonly coverage: Coverage
  readonly onClose: () => void
}) {
  const reasons = Object.entries(coverage.skipped).filter(([, documents]) => documents > 0)
  return (
    <Dialog open onClose={onClose} width="wide" title={strings.sources.skippedTitle(source.name)} description={strings.sources.skippedLead}>
      <div className="grid gap-4">
        {reasons.map(([reason, documents]) => (
          <Skipped key={reason} source={source.id} reason={reason} documents={documents} />
        ))}
      </div>
    </Dialog>
  )
}

function Skipped({ source, reason, documents }: { readonly source: string; readonly reason: string; readonly documents: number }) {
  const list = useCall('documents.list', { source, reason, limit: most }).data ?? []
  const words = say({ code: `skip-${reason}`, params: {} })
  return (
    <section>
      <h3 className="num mb-1.5 text-sm font-semibold">
        {count(documents)} <span className="font-normal text-ink-2">{words}</span>
      </h3>
      {list.length > 0 && (
        <ul className="overflow-hidden rounded-b border border-line">
          {list.map((document) => (
            <li
              key={document.documentId}
              className="truncate border-b border-line px-3 py-1.5 text-sm last:border-b-0"
              title={document.externalId}
            >
              {document.externalId}
            </li>
          ))}
          {documents > list.length && (
            <li className="px-3 py-1.5 text-sm text-ink-3">{strings.sources.failuresMore(documents - list.length)}</li>
          )}
        </ul>
      )}
    </section>
  )
}
