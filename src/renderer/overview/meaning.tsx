import type { EmbeddingStatus } from '../../shared/model.ts'
import type { SourceOverview } from '../../shared/overview.ts'
import { duration } from '../app/ago.ts'
import { strings } from '../app/strings.ts'
import { Figure } from './figure.tsx'
import { StackedBar } from './stacked-bar.tsx'

/** How much of each source can be found by meaning already. */
export function MeaningFigure({
  sources,
  status,
}: {
  readonly sources: readonly SourceOverview[]
  readonly status: EmbeddingStatus | undefined
}) {
  const words = strings.overview.meaning
  const sum = (of: 'documents' | 'embedded') => sources.reduce((total, source) => total + source[of], 0)
  const learning = status !== undefined && status.done < status.total
  const summary = [
    words.summary(sum('embedded'), sum('documents')),
    learning && status.state === 'paused'
      ? words.paused
      : learning && status.etaSeconds !== null
        ? words.eta(duration(status.etaSeconds))
        : '',
    status === undefined || status.model === '' ? '' : words.model(strings.settings.models[status.model]?.[0] ?? status.model),
  ]
  return (
    <Figure
      title={words.title}
      lead={words.lead}
      summary={summary.filter((part) => part !== '').join(' ')}
      head={[strings.overview.source, words.learned, strings.overview.documents]}
      rows={sources.map(({ name, embedded, documents }) => [name, embedded, documents])}
    >
      <div className="grid gap-3">
        {sources.map(({ source, name, embedded, documents }) => (
          <div key={source} className="grid gap-1">
            <div className="flex gap-3 text-sm">
              <span className="min-w-0 flex-1 truncate font-medium" title={name}>
                {name}
              </span>
              <span className="num text-ink-2">{words.of(embedded, documents)}</span>
            </div>
            <StackedBar
              parts={[
                { name: 'learned', value: embedded, look: 'accent' },
                { name: 'rest', value: documents - embedded, look: 'lightest' },
              ]}
            />
          </div>
        ))}
      </div>
    </Figure>
  )
}
