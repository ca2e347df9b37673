import type { ReactNode } from 'react'
import type { DocumentRelations, DocumentView } from '../../../shared/model.ts'
import { bytes, formats } from '../../app/format.ts'
import { strings } from '../../app/strings.ts'
import { originalOf } from './open-original.ts'

/** Everything the index knows about a document besides its text. */
export function Details({
  view,
  related,
  sourceName,
}: {
  readonly view: DocumentView
  readonly related: DocumentRelations | undefined
  readonly sourceName: (id: string) => string
}) {
  const words = strings.preview
  const moment = (instant: string | null) => (instant === null ? null : formats.moment.format(new Date(instant)))
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.field.source, sourceName(view.source)],
    [words.field.address, originalOf(view.url)?.value ?? view.url],
    [words.field.author, view.author],
    [words.field.created, moment(view.createdAt)],
    [words.field.updated, moment(view.updatedAt)],
    [words.field.type, view.mimeType],
    [words.field.size, view.size === null ? null : bytes(view.size)],
    [words.field.language, view.language === null ? null : languageName(view.language)],
    [words.field.labels, view.labels.length === 0 ? null : view.labels.join(', ')],
    [
      words.field.places,
      related === undefined || related.places.length === 0
        ? null
        : related.places.map(({ documentId, source, path, externalId }) => (
            <div key={documentId}>{[sourceName(source), ...path, externalId.split('/').at(-1)].join(strings.search.crumb)}</div>
          )),
    ],
  ]
  return (
    <dl
      aria-label={words.details}
      className="mb-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-b border border-line bg-bg px-4 py-3 text-sm"
    >
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd dir="auto" className="break-words">
              {value}
            </dd>
          </div>
        ))}
    </dl>
  )
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(document.documentElement.lang, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
