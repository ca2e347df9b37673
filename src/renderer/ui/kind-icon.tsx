import { Archive, Code, File, FileSpreadsheet, FileText, Folder, Image, type LucideIcon, Mail, Presentation } from 'lucide-react'

const kinds: readonly (readonly [RegExp, LucideIcon])[] = [
  [/^message\/|outlook/, Mail],
  [/pdf|word|opendocument\.text|rtf|epub/, FileText],
  [/spreadsheet|excel|csv/, FileSpreadsheet],
  [/presentation|powerpoint/, Presentation],
  [/^image\//, Image],
  [/zip|tar|compressed/, Archive],
  [/javascript|typescript|json|xml|x-(python|c|java|sh|rust|go|ruby|sql)|^text\/(css|x-)/, Code],
  [/^text\//, FileText],
]

/** The sign of a document's kind, or of a source when there is no kind. */
export function KindIcon({ mimeType, large = false }: { readonly mimeType: string | null; readonly large?: boolean }) {
  const Icon = mimeType === null ? Folder : (kinds.find(([pattern]) => pattern.test(mimeType))?.[1] ?? File)
  return (
    <span
      aria-hidden
      className={`grid place-items-center border border-line bg-bg text-ink-2 ${large ? 'size-9 rounded-b [&_svg]:size-[18px]' : 'size-7 rounded-m [&_svg]:size-[15px]'}`}
    >
      <Icon strokeWidth={1.75} />
    </span>
  )
}
