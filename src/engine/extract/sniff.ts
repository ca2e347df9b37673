import { extname } from 'node:path'

/** What a document is read as. `ole` is the container of old Office files and of new ones with a password. */
export type Format = 'markdown' | 'code' | 'rows' | 'prose' | 'html' | 'pdf' | 'docx' | 'ole' | 'unsupported'

const byExtension: Readonly<Record<string, Format>> = {}
const add = (format: Format, extensions: string) => {
  for (const extension of extensions.split(' ')) (byExtension as Record<string, Format>)[`.${extension}`] = format
}
add('markdown', 'md markdown mdown mkd mkdn mdx mdwn qmd rmd')
add('html', 'html htm xhtml xht shtml')
add('rows', 'csv tsv tab')
add('docx', 'docx docm dotx dotm')
add('prose', 'txt text rst adoc asciidoc textile org tex latex rtf eml mbox srt vtt wiki mediawiki creole pod me readme')
add(
  'code',
  'js mjs cjs jsx ts mts cts tsx json jsonl ndjson json5 jsonc py pyi pyw ipynb rb go rs java kt kts scala groovy c h cc cpp cxx hh hpp hxx ' +
    'cs fs fsx vb swift m mm php pl pm lua r jl hs lhs elm ex exs erl hrl clj cljs cljc edn lisp el scm rkt ml mli nim zig d dart v sv vhd vhdl ' +
    'asm s sh bash zsh fish ps1 psm1 bat cmd awk sed sql graphql gql proto thrift xml xsl xslt xsd svg rss atom plist opml kml gpx yaml yml toml ' +
    'ini cfg conf config properties env css scss sass less styl vue svelte astro tf tfvars hcl nix cmake make mk mak gradle dockerfile diff patch ' +
    'log lock csproj vbproj sln ics vcf bib',
)

/** Zip files that are known not to be a DOCX, so that they need not be read. */
const otherZips = new Set(
  '.zip .jar .war .apk .whl .xlsx .xlsm .xltx .xlsb .pptx .pptm .ppsx .odt .ods .odp .epub .kmz .nupkg .vsix'.split(' '),
)

const byMime: readonly (readonly [RegExp, Format])[] = [
  [/^text\/(x-)?markdown$/, 'markdown'],
  [/^(text\/html|application\/xhtml\+xml)$/, 'html'],
  [/^text\/(csv|tab-separated-values)$/, 'rows'],
  [/^application\/pdf$/, 'pdf'],
  [/^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\./, 'docx'],
  [/^(application\/(json|xml|javascript|x-sh|sql|yaml)|.*\+(json|xml)|text\/(x-.*|xml|css|javascript))$/, 'code'],
  [/^text\//, 'prose'],
]

/**
 * What a document is, by what its first bytes say, then its extension, then what its source said.
 * `prose` still has to prove that it is text.
 */
export function sniffFormat(head: Buffer, name: string, mimeType: string): Format {
  const named = byExtension[extname(name).toLowerCase()] ?? byMime.find(([pattern]) => pattern.test(mimeType))?.[1]
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) {
    return otherZips.has(extname(name).toLowerCase()) ? 'unsupported' : 'docx'
  }
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'ole'
  if (named === 'docx') return 'docx'
  if (named === undefined || named === 'pdf' || named === 'prose') return looksLikeHtml(head) && named !== 'prose' ? 'html' : 'prose'
  return named
}

const startsWith = (head: Buffer, magic: readonly number[]) => magic.every((byte, i) => head[i] === byte)

const looksLikeHtml = (head: Buffer) =>
  /^\s*(<!--[^>]*-->\s*)*<(!doctype html|html|head|body)[\s>]/i.test(head.toString('latin1', 0, 1024).replace(/^\u00ef\u00bb\u00bf/, ''))
