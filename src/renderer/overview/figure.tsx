import { Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'

export interface FigureProps {
  readonly title: string
  readonly lead?: string
  /** The picture in a sentence: its text for those who do not see it, and its summary for those who do. */
  readonly summary: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly [string, ...ReactNode[]])[]
  /** Beside the title, such as a choice of what is shown. */
  readonly control?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A picture with its figures behind it: one button changes from the one to the other. */
export function Figure({ title, lead, summary, head, rows, control, wide = false, children }: FigureProps) {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <section
      aria-labelledby={id}
      className={`grid content-start gap-3 rounded-l border border-line bg-raised px-[18px] py-4 ${wide ? 'xl:col-span-2' : ''}`}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <h2 id={id} className="text-md font-semibold tracking-[-0.01em]">
            {title}
          </h2>
          {lead !== undefined && <p className="text-sm text-ink-2">{lead}</p>}
        </div>
        {control}
        <Button
          look="ghost"
          className="-mt-1 -mr-2 aria-pressed:bg-selected aria-pressed:text-ink"
          aria-label={strings.overview.asTable(title)}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 aria-hidden strokeWidth={1.75} />
          {strings.overview.table}
        </Button>
      </div>
      {asTable ? <DataTable caption={title} head={head} rows={rows} /> : <div aria-hidden>{children}</div>}
      <p className="num text-sm text-ink-2">{summary}</p>
    </section>
  )
}
