/** Who makes text of what, with versions. Raise one when its text changes: what it made is then made again. */
export const extractors = {
  text: 'text@2',
  code: 'code@1',
  markdown: 'markdown@1',
  html: 'html@1',
  pdf: 'pdf@2',
  docx: 'docx@2',
  doc: 'doc@1',
  ppt: 'ppt@1',
  workbook: 'workbook@1',
  pptx: 'pptx@1',
  odf: 'odf@1',
  epub: 'epub@1',
  rtf: 'rtf@1',
  mail: 'mail@1',
  mailbox: 'mailbox@1',
  archive: 'archive@1',
} as const
