import { Download, Info, type LucideIcon, Minus, OctagonX, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { LogEntry, LogLevel } from '../../shared/model.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { formats } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { Select } from '../ui/select.tsx'
import { SourceSelect, useShownSource } from './source-select.tsx'
import { useLog } from './use-log.ts'

const looks: Record<LogLevel, readonly [LucideIcon, string]> = {
  debug: [Minus, 'text-ink-3'],
  info: [Info, 'text-ink-3'],
  warn: [TriangleAlert, 'text-warn'],
  error: [OctagonX, 'text-bad'],
}

/** What the engine wrote down, the latest first. */
export function Log() {
  const words = strings.activity.log
  const source = useShownSource()
  const [level, setLevel] = useState<LogLevel>('info')
  const [text, setText] = useState('')
  const { entries, older } = useLog(level, source)
  const save = useAct('log.export')
  const sources = useCall('sources.list', {}).data ?? []
  const names = new Map(sources.map((one) => [one.source.id, one.source.name]))
  const needle = text.toLowerCase()
  const shown = (entries ?? []).filter((entry) => needle === '' || textOf(entry).toLowerCase().includes(needle))
  return (
    <ScrollPane label={strings.activity.tabs.log} className="px-4 py-4 md:px-8">
      <p className="mb-3 text-sm text-ink-2">{words.lead}</p>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SourceSelect />
        <Select
          label={words.levelShown}
          value={level}
          options={(['info', 'warn', 'error'] as const).map((value) => ({ value, label: words.levels[value] }))}
          onChange={(next) => setLevel(next as LogLevel)}
        />
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-8 w-48 max-w-full rounded-m border border-line-strong bg-surface px-3 text-sm"
        />
        <Button
          disabled={save.isPending}
          onClick={() => save.mutate({}, { onSuccess: (file) => saveFile(file.fileName, 'application/jsonl', file.text) })}
        >
          <Download aria-hidden strokeWidth={1.75} />
          {words.export}
        </Button>
      </div>
      {entries === null ? (
        <p className="text-ink-2">{strings.activity.loading}</p>
      ) : shown.length === 0 ? (
        <p className="text-ink-2">{words.empty}</p>
      ) : (
        <ul className="overflow-hidden rounded-b border border-line">
          {shown.map((entry) => (
            <Entry key={entry.id} entry={entry} name={entry.source === null ? '' : (names.get(entry.source) ?? entry.source)} />
          ))}
        </ul>
      )}
      {older !== null && entries !== null && (
        <Button className="mt-3" onClick={() => void older()}>
          {words.older}
        </Button>
      )}
    </ScrollPane>
  )
}

const textOf = ({ message, fields, source }: LogEntry): string => `${source ?? ''} ${message} ${JSON.stringify(fields)}`

function Entry({ entry, name }: { readonly entry: LogEntry; readonly name: string }) {
  const [Icon, colour] = looks[entry.level]
  const hasMore = Object.keys(entry.fields).length > 0
  const line = (
    <>
      <Icon aria-hidden size={14} strokeWidth={1.75} className={`mt-[3px] ${colour}`} />
      <span className="sr-only">{strings.activity.log.names[entry.level]}</span>
      <time dateTime={entry.at} className="num whitespace-nowrap text-ink-3">
        {formats.second.format(new Date(entry.at))}
      </time>
      <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
        {name !== '' && <span className="font-medium">{name}: </span>}
        {entry.message}
      </span>
    </>
  )
  if (!hasMore) return <li className="flex gap-x-2.5 border-b border-line px-3 py-1.5 pl-7 text-sm last:border-b-0">{line}</li>
  return (
    <li className="border-b border-line text-sm last:border-b-0">
      <details className="group">
        <summary className="flex cursor-pointer list-none gap-x-2.5 px-3 py-1.5 -outline-offset-2 before:mt-[7px] before:size-1.5 before:flex-none before:rotate-45 before:border-t-[1.5px] before:border-r-[1.5px] before:border-ink-3 group-open:before:rotate-135 hover:bg-hover">
          {line}
        </summary>
        <pre className="overflow-x-auto border-t border-line bg-bg px-3 py-2 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
          {JSON.stringify(entry.fields, null, 2)}
        </pre>
      </details>
    </li>
  )
}
