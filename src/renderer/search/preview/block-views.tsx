import type { Element, Root } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { ImageOff } from 'lucide-react'
import { memo, type ReactNode, useMemo } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { strings } from '../../app/strings.ts'
import { highlightCode } from './highlight-code.ts'
import { markMatches } from './mark-matches.ts'
import type { Block } from './split-text.ts'

export interface BlockProps {
  readonly block: Block
  readonly terms: readonly string[]
  readonly onLink: (url: string) => void
}

/**
 * A part of a document written in Markdown. It comes from anyone, so it is only ever text: no HTML is made from it, images
 * are named rather than loaded, and links ask first.
 */
export const MarkdownBlock = memo(function MarkdownBlock({ block, terms, onLink }: BlockProps) {
  const { prefix, text, suffix, start } = block
  const base = start - prefix.length
  const components = useMemo(() => componentsFor(onLink), [onLink])
  const plugins = useMemo(
    () => [() => (tree: Root) => colourFences(tree), () => (tree: Root) => markMatches(tree, terms, base)],
    [terms, base],
  )
  return (
    <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={plugins} components={components} urlTransform={(url) => url}>
      {prefix + text + suffix}
    </Markdown>
  )
})

/** A part of a file of code, or of text whose line ends and signs mean what they are. */
export const LinesBlock = memo(function LinesBlock({ block, terms, language }: BlockProps & { readonly language: string | null }) {
  const tree: Root = { type: 'root', children: highlightCode(block.text, language) }
  markMatches(tree, terms, block.start)
  return toJsxRuntime(tree, { Fragment, jsx, jsxs })
})

function colourFences(tree: Root | Element): void {
  for (const child of tree.children) {
    if (child.type !== 'element') continue
    const code = child.tagName === 'pre' ? child.children[0] : undefined
    if (code?.type === 'element' && code.tagName === 'code') {
      const names = code.properties.className
      const language = (Array.isArray(names) ? names : []).map(String).find((name) => name.startsWith('language-'))
      const text = code.children.map((node) => (node.type === 'text' ? node.value : '')).join('')
      code.children = highlightCode(text, language?.slice(9) ?? null)
    } else colourFences(child)
  }
}

const isOutside = (href: string | undefined): href is string => href !== undefined && /^(https?|mailto):/i.test(href)

const heading = ({ children, node: _, ...rest }: { readonly children?: ReactNode; readonly node?: unknown }) => (
  <h3 {...rest}>{children}</h3>
)

const componentsFor = (onLink: (url: string) => void): Components => ({
  a: ({ href, children }) =>
    isOutside(href) ? (
      <a
        href={href}
        rel="noopener noreferrer"
        onClick={(event) => {
          event.preventDefault()
          onLink(href)
        }}
        onAuxClick={(event) => event.preventDefault()}
      >
        {children}
      </a>
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
  pre: ({ children, node: _, ...rest }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as for tables
    <pre {...rest} tabIndex={0}>
      {children}
    </pre>
  ),
  input: ({ checked }) => <span aria-hidden>{checked === true ? '☑ ' : '☐ '}</span>,
  h1: heading,
  h2: heading,
  h4: heading,
  h5: heading,
  h6: heading,
})
