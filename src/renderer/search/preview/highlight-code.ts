import type { ElementContent, Root } from 'hast'
import { common, createLowlight } from 'lowlight'

const languages = createLowlight(common)

/** Longer lines are data, and colouring them would take longer than reading them. */
const longestLine = 2_000

const byExtension: Readonly<Record<string, string>> = {
  mjs: 'javascript',
  cjs: 'javascript',
  mts: 'typescript',
  cts: 'typescript',
  pyi: 'python',
  h: 'c',
  hpp: 'cpp',
  cc: 'cpp',
  hh: 'cpp',
  zsh: 'bash',
  bat: 'shell',
  jsonl: 'json',
  json5: 'json',
  xsd: 'xml',
  xsl: 'xml',
  plist: 'xml',
  opml: 'xml',
  conf: 'ini',
  cfg: 'ini',
  toml: 'ini',
  env: 'bash',
  make: 'makefile',
  mk: 'makefile',
  gql: 'graphql',
  ipynb: 'json',
  vue: 'xml',
  svelte: 'xml',
}

/** The language of a file of code by its name; null when none is known. */
export function languageOf(name: string): string | null {
  const end = /(?:^|[./])([\w+#-]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const language = byExtension[end] ?? end
  return languages.registered(language) ? language : null
}

/** Code as a tree of spans with class names; as plain text where the language is unknown or colouring would take too long. */
export function highlightCode(code: string, language: string | null): ElementContent[] {
  if (language === null || !languages.registered(language) || code.split('\n').some((line) => line.length > longestLine))
    return [{ type: 'text', value: code }]
  return (languages.highlight(language, code) as Root).children as ElementContent[]
}
