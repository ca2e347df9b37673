/**
 * Kinds of documents by the name people give them in `type:`, each with its MIME types; one that ends in `/` or `-`
 * stands for all that begin so. The first kind that fits is a document's kind.
 */
export const documentKinds: Readonly<Record<string, readonly string[]>> = {
  markdown: ['text/markdown', 'text/x-markdown'],
  html: ['text/html', 'application/xhtml+xml'],
  pdf: ['application/pdf'],
  word: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.',
    'application/msword',
    'application/vnd.oasis.opendocument.text',
    'application/rtf',
    'text/rtf',
  ],
  excel: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.',
    'application/vnd.ms-excel',
    'application/vnd.oasis.opendocument.spreadsheet',
    'text/csv',
    'text/tab-separated-values',
  ],
  powerpoint: [
    'application/vnd.openxmlformats-officedocument.presentationml.',
    'application/vnd.ms-powerpoint',
    'application/vnd.oasis.opendocument.presentation',
  ],
  mail: ['message/', 'application/vnd.ms-outlook', 'application/mbox'],
  book: ['application/epub+zip'],
  image: ['image/'],
  audio: ['audio/'],
  video: ['video/'],
  archive: ['application/zip', 'application/x-tar', 'application/gzip', 'application/x-7z-compressed', 'application/vnd.rar'],
  code: [
    'text/x-',
    'text/css',
    'text/javascript',
    'text/xml',
    'application/json',
    'application/yaml',
    'application/toml',
    'application/sql',
    'application/xml',
    'application/javascript',
    'application/x-',
  ],
  text: ['text/plain'],
}

/** Other names of the same kinds. */
export const kindNames: Readonly<Record<string, string>> = {
  md: 'markdown',
  txt: 'text',
  document: 'word',
  spreadsheet: 'excel',
  table: 'excel',
  presentation: 'powerpoint',
  slides: 'powerpoint',
  email: 'mail',
  message: 'mail',
  picture: 'image',
  photo: 'image',
}

/** A document's kind; null for one that has no name here. */
export function kindOf(mimeType: string): string | null {
  const found = Object.entries(documentKinds).find(([, mimes]) =>
    mimes.some((mime) => (/[/.-]$/.test(mime) ? mimeType.startsWith(mime) : mimeType === mime || mimeType.startsWith(`${mime};`))),
  )
  return found?.[0] ?? null
}
