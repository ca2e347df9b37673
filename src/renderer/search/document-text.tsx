import { ImageOff } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { strings } from '../app/strings.ts'
import { findTerms } from './highlight.ts'
import { markMatches } from './mark-matches.ts'

export interface DocumentTextProps {
  readonly text: string
  readonly mimeType: string
  readonly terms: readonly string[]
  readonly onLink: (url: string) => void
}

/**
 * A document's text, with what matched marked. It comes from anyone, so it is only ever text: no HTML is made from it,
 * images are named rather than loaded, and links ask first. Each mark says its offset in `data-at`.
 */
export const DocumentText = memo(function DocumentText({ text, mimeType, terms, onLink }: DocumentTextProps) {
  if (isPlain(mimeType) || text.length > longestRendered)
    return <PlainText text={text} terms={terms} code={!/^text\/plain|pdf|message/.test(mimeType)} />
  const components: Components = {
    a: ({ href, children }) =>
      isOutside(href) ? (
        <Link url={href} onLink={onLink}>
          {children}
        </Link>
      ) : (
        <span>{children}</span>
      ),
    img: ({ alt }) => (
      <span className="inline-flex items-center gap-1.5 text-ink-3">
        <ImageOff aria-hidden size={14} strokeWidth={1.75} />
        {strings.preview.image(alt ?? '')}
      </span>
    ),
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard only if it can have the focus
      <section className="my-3 overflow-x-auto" aria-label={strings.preview.table} tabIndex={0}>
        <table>{children}</table>
      </section>
    ),
    pre: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: as for tables
      <pre tabIndex={0}>{children}</pre>
    ),
    input: ({ checked }) => <span aria-hidden>{checked === true ? '☑ ' : '☐ '}</span>,
    h1: ({ children, node: _, ...rest }) => <h3 {...rest}>{children}</h3>,
    h2: ({ children, node: _, ...rest }) => <h3 {...rest}>{children}</h3>,
    h4: ({ children, node: _, ...rest }) => <h3 {...rest}>{children}</h3>,
    h5: ({ children, node: _, ...rest }) => <h3 {...rest}>{children}</h3>,
    h6: ({ children, node: _, ...rest }) => <h3 {...rest}>{children}</h3>,
  }
  return (
    <div className="prose">
      <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[[markMatches, terms]]} components={components} urlTransform={(url) => url}>
        {text}
      </Markdown>
    </div>
  )
})

/** Beyond this many UTF-16 units, laying out headings and tables would make the window wait. */
const longestRendered = 300_000

/** Text whose line ends and signs mean what they are. */
const isPlain = (mimeType: string) => !/markdown|html|word|opendocument|rtf|epub/.test(mimeType)

const isOutside = (href: string | undefined): href is string => href !== undefined && /^(https?|mailto):/i.test(href)

function Link({ url, onLink, children }: { readonly url: string; readonly onLink: (url: string) => void; readonly children: ReactNode }) {
  return (
    <a
      href={url}
      rel="noopener noreferrer"
      onClick={(event) => {
        event.preventDefault()
        onLink(url)
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      {children}
    </a>
  )
}

function PlainText({ text, terms, code }: { readonly text: string; readonly terms: readonly string[]; readonly code: boolean }) {
  let at = 0
  const parts = findTerms(text, terms).flatMap(([start, end]) => {
    const plain = text.slice(at, start)
    at = end
    return [
      plain,
      <mark key={start} data-at={start}>
        {text.slice(start, end)}
      </mark>,
    ]
  })
  return (
    <div className={code ? 'font-mono text-sm whitespace-pre-wrap' : 'whitespace-pre-wrap'} data-at={0}>
      {parts}
      {text.slice(at)}
    </div>
  )
}
