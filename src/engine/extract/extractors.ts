/** Who makes text of what, with versions. Raise one when its text changes: what it made is then made again. */
export const extractors = {
  text: 'text@2',
  code: 'code@1',
  org: 'org@1',
  rst: 'rst@1',
  asciidoc: 'asciidoc@1',
  latex: 'latex@1',
  notebook: 'notebook@1',
  calendar: 'calendar@1',
  contacts: 'contacts@1',
  markdown: 'markdown@1',
  html: 'html@2',
  pdf: 'pdf@2',
  docx: 'docx@2',
  doc: 'doc@1',
  ppt: 'ppt@1',
  workbook: 'workbook@1',
  pptx: 'pptx@1',
  odf: 'odf@1',
  epub: 'epub@1',
  rtf: 'rtf@1',
  mail: 'mail@2',
  mailbox: 'mailbox@1',
  archive: 'archive@1',
  image: 'image@1',
  imageOcr: 'image-ocr@1',
  svg: 'svg@1',
  media: 'media@1',
  export: 'export@1',
} as const

/**
 * Whose text counts as made. While words in pictures are looked for, pictures that were read without are not; when no longer,
 * what was found stays.
 */
export const makersOf = (ocr: boolean): readonly string[] =>
  ocr ? Object.values(extractors).filter((name) => name !== extractors.image) : Object.values(extractors)
