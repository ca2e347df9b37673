import { strings } from '../app/strings.ts'
import { ScreenHead } from '../ui/screen-head.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'

export function OverviewScreen() {
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ScreenHead title={strings.overview.title} />
      <ScrollPane label={strings.overview.title}>{null}</ScrollPane>
    </div>
  )
}
