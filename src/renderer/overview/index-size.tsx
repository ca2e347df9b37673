import type { IndexSize } from '../../shared/overview.ts'
import { bytes } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Figure } from './figure.tsx'
import { Legend, type Part, StackedBar } from './stacked-bar.tsx'

/** What the index takes of the disk, and what for. */
export function IndexSizeFigure({ size, documents }: { readonly size: IndexSize; readonly documents: number }) {
  const words = strings.overview.size
  const vectors = Math.min(size.vectors, size.total)
  const parts: readonly Part[] = [
    { name: words.text, value: size.total - vectors, look: 'accent' },
    { name: words.vectors, value: vectors, look: 'middle' },
  ]
  const disk: readonly Part[] = [...parts, { name: words.free, value: size.free, look: 'lightest' }]
  const each = documents === 0 ? '' : ` ${words.each(bytes(size.total / documents), size.passages)}`
  return (
    <Figure
      title={words.title}
      summary={`${words.summary(bytes(size.total), bytes(size.free))}${each}`}
      head={[words.part, words.bytes]}
      rows={[...disk.map(({ name, value }) => [name, bytes(value)] as const), [words.total, bytes(size.total)]]}
    >
      <div className="grid gap-3">
        <StackedBar parts={parts} />
        <Legend parts={disk.map(({ name, look, value }) => ({ name, look, text: bytes(value) }))} />
      </div>
    </Figure>
  )
}
