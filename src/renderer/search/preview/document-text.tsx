import { memo, useMemo } from 'react'
import { kindOf } from '../../../shared/document-kinds.ts'
import { LinesBlock, MarkdownBlock } from './block-views.tsx'
import { layoutOf } from './format.ts'
import { languageOf } from './highlight-code.ts'
import { type Block, splitText } from './split-text.ts'

export interface DocumentTextProps {
  readonly text: string
  /** Where the text begins in its document. */
  readonly start: number
  readonly mimeType: string
  /** As the source names it: the end of a file's name tells its language. */
  readonly name: string
  readonly terms: readonly string[]
  readonly onLink: (url: string) => void
}

/** A document's text, with what matched marked. Each mark and block says its offset in `data-at`. */
export const DocumentText = memo(function DocumentText({ text, start, mimeType, name, terms, onLink }: DocumentTextProps) {
  const layout = layoutOf(mimeType, text)
  const blocks = useMemo(() => splitText(text, start, layout), [text, start, layout])
  const slides = kindOf(mimeType) === 'powerpoint' ? bySlide(blocks, text, start) : null
  const one = (block: Block) => <MarkdownBlock key={block.start} block={block} terms={terms} onLink={onLink} />
  if (slides !== null)
    return (
      <div className="prose grid gap-3" data-text>
        {slides.map((slide) => (
          <section key={slide.start} className="rounded-b border border-line px-5 py-4">
            {one(slide)}
          </section>
        ))}
      </div>
    )
  if (layout === 'markdown')
    return (
      <div className="prose" data-text>
        {blocks.map(one)}
      </div>
    )
  const language = layout === 'code' ? languageOf(name) : null
  return (
    <div className={layout === 'code' ? 'code font-mono text-sm' : ''} data-text>
      {blocks.map((block) => (
        <div key={block.start} data-at={block.start} dir={layout === 'code' ? 'ltr' : 'auto'} className="whitespace-pre-wrap">
          <LinesBlock block={block} terms={terms} language={language} onLink={onLink} />
        </div>
      ))}
    </div>
  )
})

/** Each slide as a block of its own; null when none can be told apart. */
function bySlide(blocks: readonly Block[], text: string, start: number): readonly Block[] | null {
  const begins = [...text.matchAll(/^## /gm)].map(({ index }) => index)
  if (begins.length === 0 || blocks.some(({ prefix }) => prefix.startsWith('```'))) return null
  return [...(begins[0] === 0 ? [] : [0]), ...begins].map((at, i, all) => ({
    start: start + at,
    text: text.slice(at, all[i + 1] ?? text.length),
    prefix: '',
    suffix: '',
  }))
}
