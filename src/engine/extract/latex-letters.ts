const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  r: '\u030a',
  c: '\u0327',
  k: '\u0328',
  d: '\u0323',
  b: '\u0331',
}
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ss: 'ß',
    ae: 'æ',
    AE: 'Æ',
    oe: 'œ',
    OE: 'Œ',
    o: 'ø',
    O: 'Ø',
    aa: 'å',
    AA: 'Å',
    l: 'ł',
    L: 'Ł',
    dh: 'ð',
    th: 'þ',
    euro: '€',
    pounds: '£',
    copyright: '©',
  }),
)

/** Letters for what TeX spells in commands: accents and letters that English lacks. */
export function latexLetters(source: string): string {
  return source
    .replace(/\\([`'^~"=.])\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))/g, (_, accent, braced, bare) =>
      ((braced ?? bare) + accents[accent]!).normalize('NFC'),
    )
    .replace(/\\([uvHrckdb])(?:\s*\{\\?([A-Za-z])\}|\s+\\?([A-Za-z])(?![A-Za-z]))/g, (_, accent, braced, bare) =>
      ((braced ?? bare) + accents[accent]!).normalize('NFC'),
    )
    .replace(/\\([A-Za-z]+)(?![A-Za-z])(\{\})?[ \t]?/g, (all, name) => letters.get(name) ?? all)
}
