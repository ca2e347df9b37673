import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { useMinute } from '../app/use-minute.ts'
import { ScreenHead } from '../ui/screen-head.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { ByMonth } from './by-month.tsx'
import { BySource } from './by-source.tsx'
import { Freshness } from './freshness.tsx'
import { IndexSizeFigure } from './index-size.tsx'
import { MeaningFigure } from './meaning.tsx'

/** The collection in pictures, for those who would rather look than read. */
export function OverviewScreen() {
  const overview = useCall('overview', {}).data
  const status = useCall('embedding.status', {}).data
  const now = useMinute()
  const words = strings.overview
  const documents = overview?.sources.reduce((sum, source) => sum + source.documents, 0) ?? 0
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ScreenHead title={words.title} lead={overview === undefined ? undefined : words.lead(documents, overview.sources.length)} />
      <ScrollPane label={words.title} className="px-4 py-6 md:px-8">
        {overview === undefined ? (
          <p role="status" className="text-ink-2">
            {words.loading}
          </p>
        ) : (
          <div className="grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-3 xl:grid-cols-[repeat(2,minmax(0,1fr))]">
            <ByMonth sources={overview.sources} months={overview.months} now={now} />
            <BySource sources={overview.sources} />
            <Freshness sources={overview.sources} months={overview.months} now={now} />
            <MeaningFigure sources={overview.sources} status={status} />
            <IndexSizeFigure size={overview.size} documents={documents} />
          </div>
        )}
      </ScrollPane>
    </div>
  )
}
