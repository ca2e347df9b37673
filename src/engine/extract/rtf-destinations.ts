/** Groups whose words are no text of the document. Starred ones that are not named below are left out as well. */
export const unread = new Set(
  (
    'colortbl filetbl pict nonshppict objdata fldinst ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend revtbl listtable ' +
    'listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles pgdsctbl shprslt template mmathPr ' +
    'panose falt fname xe tc rxe txe private do ' +
    'operator company manager subject category comment doccomm hlinkbase linkval staticval propname list listlevel leveltext levelnumbers ' +
    'listname lfolevel atnid atnref atntime atndate atnicn buptim printim'
  ).split(' '),
)

/** Starred groups that do hold text. */
export const readStarred = new Set('shpinst shppict annotation atnauthor ud shptxt docvar pn'.split(' '))

/** Groups that are texts of their own, and what becomes of them. */
export const frames: ReadonlyMap<string, 'note' | 'comment' | 'furniture' | 'box'> = new Map(
  Object.entries({
    footnote: 'note',
    annotation: 'comment',
    header: 'furniture',
    headerl: 'furniture',
    headerr: 'furniture',
    headerf: 'furniture',
    footer: 'furniture',
    footerl: 'furniture',
    footerr: 'furniture',
    footerf: 'furniture',
    shptxt: 'box',
  }),
)

/** Groups whose words are kept aside under this name. */
export const captured = new Set('fonttbl stylesheet title author keywords sn sv atnauthor listtext pntext'.split(' '))

export const symbols: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tab: ' ',
    emdash: '—',
    endash: '–',
    bullet: '•',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    emspace: ' ',
    enspace: ' ',
    qmspace: ' ',
    '~': ' ',
    _: '-',
    line: '\n',
    lbr: '\n',
    nestcell: ' ',
    nestrow: '\n',
  }),
)

const byCharset: Readonly<Record<number, string>> = {
  77: 'macroman',
  128: 'cp932',
  129: 'cp949',
  130: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'cp1253',
  162: 'cp1254',
  163: 'cp1258',
  177: 'cp1255',
  178: 'cp1256',
  186: 'cp1257',
  204: 'cp1251',
  222: 'cp874',
  238: 'cp1250',
  255: 'cp437',
}

/** The encoding of a font's character set; `symbol` for pictures in place of letters, null for the document's own. */
export const encodingOf = (charset: number): string | null => (charset === 2 ? 'symbol' : (byCharset[charset] ?? null))
