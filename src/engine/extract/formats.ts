import type { Extracted } from './extracted.ts'
import { mostBytes } from './limits.ts'
import type { Parts } from './parts.ts'
import type { OpenFile } from './read-content.ts'

/** What its reader knows of a document besides its content. */
export interface About {
  /** As the source names it, with its extension. */
  readonly name: string
  readonly mimeType: string
  /** Names of the folders it lies in, outermost first. */
  readonly path: readonly string[]
  /** The content of a file beside it, or in the folder above with `../`; null when there is none that could be read. */
  readonly beside?: ((name: string) => Buffer | null) | undefined
  /** Hears now and then how many pages are done: a long file is not a stuck one. */
  readonly onPages: (pages: number) => void
  /** Takes what is found inside, to be read as documents of their own. */
  readonly parts: Parts
  /** To be tried on a document that asks for one. */
  readonly password?: string | undefined
  /** Whether words in pictures are looked for. */
  readonly ocr?: boolean | undefined
}

/** A document in hand, for its reader. */
export interface Content extends About {
  readonly bytes: Buffer
}

/** How one format is read. Readers are loaded when first met, so that the child starts fast. */
interface FormatReader {
  /** Larger files are skipped as too large. */
  readonly most: number
  /** Names that promise this format; what the first bytes say counts more. */
  readonly extensions: string
  /** Mime types that promise it, for documents without such a name. */
  readonly mime?: RegExp
  /** Of bytes, or of text that was decoded before. Throws Skipped and ExtractError. */
  readonly bytes?: (content: Content) => Promise<Extracted>
  readonly text?: (raw: string, about: About) => Promise<Extracted>
  /** Of a file that need not be in memory as a whole. */
  readonly file?: (file: OpenFile, about: About) => Promise<Extracted>
}

/** `import` of a module that is loaded already takes a twentieth of the time that reading a note does. */
function once<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loading: Promise<Module> | undefined
  return () => {
    loading ??= load()
    return loading
  }
}

/** The readers of what there is most of. */
const loadMarkdown = once(() => import('./markdown.ts'))
const loadHtml = once(() => import('./html.ts'))
const loadCode = once(() => import('./code.ts'))
const loadPlainText = once(() => import('./plain-text.ts'))

/** Every format Magpie reads, in one place. What each keeps and leaves out stands in README.md. */
export const formats = {
  pdf: {
    most: mostBytes.pdf,
    extensions: 'pdf ai',
    mime: /^application\/pdf$/,
    bytes: async ({ bytes, ...about }) => (await import('./pdf.ts')).extractPdf(bytes, about),
  },
  docx: {
    most: mostBytes.office,
    extensions: 'docx docm dotx dotm',
    mime: /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\./,
    bytes: async ({ bytes, parts }) => (await import('./docx.ts')).extractDocx(bytes, parts),
  },
  doc: {
    most: mostBytes.office,
    extensions: 'doc dot',
    mime: /^application\/msword$/,
    bytes: async ({ bytes }) => (await import('./doc.ts')).extractDoc(bytes),
  },
  workbook: {
    most: mostBytes.office,
    extensions: 'xlsx xlsm xltx xltm xlsb xlam xls xlt xlw ods ots fods sxc stc numbers wk1 wk3 wk4 wks 123 wb1 wb2 wq1 qpw dbf slk sylk',
    mime: /^application\/(vnd\.ms-excel|vnd\.openxmlformats-officedocument\.spreadsheetml\.|vnd\.oasis\.opendocument\.spreadsheet)/,
    bytes: async ({ bytes, parts }) => (await import('./workbook.ts')).extractWorkbook(bytes, parts),
  },
  pptx: {
    most: mostBytes.office,
    extensions: 'pptx pptm ppsx ppsm potx potm',
    mime: /^application\/vnd\.openxmlformats-officedocument\.presentationml\./,
    bytes: async ({ bytes, ...about }) => (await import('./pptx.ts')).extractPptx(bytes, about),
  },
  ppt: {
    most: mostBytes.office,
    extensions: 'ppt pps pot',
    mime: /^application\/vnd\.ms-powerpoint$/,
    bytes: async ({ bytes }) => (await import('./ppt.ts')).extractPpt(bytes),
  },
  odf: {
    most: mostBytes.office,
    extensions: 'odt ott odm odp otp odg otg fodt fodp fodg sxw stw sxi sti sxd std sxg',
    mime: /^application\/(vnd\.oasis\.opendocument|vnd\.sun\.xml)\./,
    bytes: async ({ bytes }) => (await import('./odf.ts')).extractOdf(bytes),
  },
  rtf: {
    most: mostBytes.rtf,
    extensions: 'rtf',
    mime: /^(application|text)\/rtf$/,
    bytes: async ({ bytes }) => (await import('./rtf.ts')).extractRtf(bytes),
  },
  epub: {
    most: mostBytes.office,
    extensions: 'epub',
    mime: /^application\/epub\+zip$/,
    bytes: async ({ bytes, onPages }) => (await import('./epub.ts')).extractEpub(bytes, onPages),
  },
  mail: {
    most: mostBytes.mail,
    extensions: 'eml emlx mht mhtml',
    mime: /^message\/rfc822$/,
    bytes: async ({ bytes, parts }) => (await import('./eml.ts')).extractEml(bytes, parts),
    text: async (raw, { parts }) => (await import('./eml.ts')).extractEml(Buffer.from(raw), parts),
  },
  msg: {
    most: mostBytes.mail,
    extensions: 'msg oft',
    mime: /^application\/vnd\.ms-outlook$/,
    bytes: async ({ bytes, parts }) => (await import('./msg.ts')).extractMsg(bytes, parts),
  },
  mailbox: {
    most: mostBytes.container,
    extensions: 'mbox mbx',
    mime: /^application\/mbox$/,
    file: async (file, { name, parts, onPages }) => (await import('./mbox.ts')).extractMbox(file, name, parts, onPages),
  },
  archive: {
    most: mostBytes.container,
    extensions: 'zip jar war ear apk ipa xpi whl nupkg vsix',
    mime: /^application\/(x-)?zip(-compressed)?$/,
    file: async (file, { parts, password }) => (await import('./archive.ts')).extractZip(file, parts, password),
  },
  space: {
    most: mostBytes.export,
    extensions: '',
    text: async (raw, { parts }) => (await import('./exports/confluence-space.ts')).confluenceSpace(raw, parts),
  },
  tar: {
    most: mostBytes.container,
    extensions: 'tar',
    mime: /^application\/x-tar$/,
    file: async (file, { parts }) => (await import('./tar.ts')).extractTar(file, 'none', parts),
  },
  packed: {
    most: mostBytes.container,
    extensions: 'gz tgz gzip zst tzst',
    mime: /^application\/(x-)?(gzip|zstd)$/,
    file: async (file, { name, parts }) => (await import('./tar.ts')).extractPacked(file, name, parts),
  },
  picture: {
    most: mostBytes.picture,
    extensions: 'png jpg jpeg jpe jfif gif bmp webp tif tiff heic heif avif',
    mime: /^image\/(?!svg)/,
    bytes: async ({ bytes, name, mimeType, ocr }) =>
      (await import('./image.ts')).extractImage(bytes, pictureType(name, mimeType), ocr === true),
  },
  svg: {
    most: mostBytes.text,
    extensions: 'svg',
    mime: /^image\/svg\+xml$/,
    text: async (raw) => (await import('./svg.ts')).extractSvg(raw),
  },
  media: {
    most: mostBytes.container,
    extensions: 'mp3 m4a m4b aac flac ogg oga opus spx wav aif aiff wma ape wv mka mp4 m4v mov mkv webm wmv asf dsf mpc',
    mime: /^(audio|video)\//,
    file: async (file, { name, mimeType }) => (await import('./media.ts')).extractMedia(file, name, mimeType),
  },
  markdown: {
    most: mostBytes.text,
    extensions: 'md markdown mdown mkd mkdn mdx mdwn qmd rmd',
    mime: /^text\/(x-)?markdown$/,
    text: async (raw) => (await loadMarkdown()).extractMarkdown(raw),
  },
  html: {
    most: mostBytes.html,
    extensions: 'html htm xhtml xht shtml',
    mime: /^(text\/html|application\/xhtml\+xml)$/,
    text: async (raw) => (await loadHtml()).extractHtml(raw),
  },
  rows: {
    most: mostBytes.text,
    extensions: 'csv tsv tab',
    mime: /^text\/(csv|tab-separated-values)$/,
    text: async (raw, { mimeType }) => (await loadPlainText()).extractPlainText(raw, 'rows', mimeType),
  },
  org: {
    most: mostBytes.text,
    extensions: 'org',
    mime: /^text\/(x-)?org$/,
    text: async (raw) => (await import('./org.ts')).extractOrg(raw),
  },
  rst: {
    most: mostBytes.text,
    extensions: 'rst rest',
    mime: /^text\/(x-rst|prs\.fallenstein\.rst)$/,
    text: async (raw) => (await import('./rst.ts')).extractRst(raw),
  },
  asciidoc: {
    most: mostBytes.text,
    extensions: 'adoc asciidoc asc',
    mime: /^text\/(x-)?asciidoc$/,
    text: async (raw) => (await import('./asciidoc.ts')).extractAsciidoc(raw),
  },
  latex: {
    most: mostBytes.text,
    extensions: 'tex latex ltx',
    mime: /^(text|application)\/(x-(la)?tex|tex)$/,
    text: async (raw) => (await import('./latex.ts')).extractLatex(raw),
  },
  notebook: {
    most: mostBytes.notebook,
    extensions: 'ipynb',
    mime: /^application\/x-ipynb\+json$/,
    text: async (raw, { name }) => (await import('./notebook.ts')).extractNotebook(raw, name),
  },
  calendar: {
    most: mostBytes.text,
    extensions: 'ics ical ifb vcs',
    mime: /^text\/(x-v)?calendar$/,
    text: async (raw) => (await import('./calendar.ts')).extractCalendar(raw),
  },
  contacts: {
    most: mostBytes.text,
    extensions: 'vcf vcard',
    mime: /^text\/(x-)?vcard$/,
    text: async (raw) => (await import('./contacts.ts')).extractContacts(raw),
  },
  code: {
    most: mostBytes.text,
    extensions:
      'js mjs cjs jsx ts mts cts tsx json jsonl ndjson json5 jsonc py pyi pyw rb go rs java kt kts scala groovy c h cc cpp cxx hh hpp ' +
      'hxx cs fs fsx vb swift m mm php pl pm lua r jl hs lhs elm ex exs erl hrl clj cljs cljc edn lisp el scm rkt ml mli nim zig d dart v sv ' +
      'vhd vhdl asm s sh bash zsh fish ps1 psm1 bat cmd awk sed sql graphql gql proto thrift xml xsl xslt xsd rss atom plist opml kml gpx ' +
      'yaml yml toml ini cfg conf config properties env css scss sass less styl vue svelte astro tf tfvars hcl nix cmake make mk mak gradle ' +
      'dockerfile diff patch dif log lock csproj vbproj sln bib',
    mime: /^(application\/(json|xml|javascript|x-sh|sql|yaml)|.*\+(json|xml)|text\/(x-.*|xml|css|javascript))$/,
    text: async (raw, { name, mimeType }) => (await loadCode()).extractCode(raw, name, mimeType),
  },
  prose: {
    most: mostBytes.text,
    extensions: 'txt text textile prn srt vtt wiki mediawiki creole pod me readme',
    mime: /^text\//,
    text: async (raw, { mimeType }) => (await loadPlainText()).extractPlainText(raw, 'prose', mimeType),
  },
} as const satisfies Readonly<Record<string, FormatReader>>

/** What a picture is called when its source does not know. */
function pictureType(name: string, mimeType: string): string {
  if (mimeType.startsWith('image/')) return mimeType
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return `image/${/^jp/.test(extension) ? 'jpeg' : extension === 'tif' ? 'tiff' : extension}`
}

/** What a document is read as. */
export type Format = keyof typeof formats

export const reader = (format: Format): FormatReader => formats[format]
