import { strings } from '../../app/strings.ts'
import type { MessageHead } from './format.ts'

/** Who wrote a message to whom, and when. */
export function MessageHeadView({ head }: { readonly head: MessageHead }) {
  const names: Readonly<Record<string, string>> = strings.preview.mail
  return (
    <dl className="mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 border-b border-line pb-3 text-sm">
      {head.fields.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{names[name] ?? name}</dt>
          <dd dir="auto" className="break-words">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
