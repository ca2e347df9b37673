const RARE = /[^\t\n\x20-\x7e]/

/**
 * The form every text is kept in: NFC, letters rather than ligatures and other forms of them, `\n` line ends, plain spaces, no soft hyphens, no characters that show nothing
 * or turn the reading direction, no control characters, no half surrogates, never more than two empty lines in a row.
 */
export function normaliseText(raw: string): string {
  const text = RARE.test(raw) ? cleaned(raw) : raw
  return text.includes('\n\n\n\n') ? text.replace(/\n{4,}/g, '\n\n\n') : text
}

/** A title, label or name: the same, on one line, at most 300 characters; null when nothing is left. */
export function normaliseLine(raw: string): string | null {
  const line = normaliseText(raw.slice(0, 2000)).replace(/\s+/g, ' ').trim()
  return line === '' ? null : line.slice(0, 300).toWellFormed()
}

function cleaned(raw: string): string {
  let text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours in logs are what is looked for
  if (text.includes('\x1b')) text = text.replace(/\x1b\[[\d;]*[A-Za-z]/g, '')
  text = text
    .replace(/[\f\v\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202a-\u202f\u205f\u2066-\u2069\u3000]/g, ' ')
    .replace(/[\u00ad\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what remains of them is no text
    .replace(/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+/g, ' ')
    // Joiners shape letters in Persian and Indic scripts and make one emoji of several; between Latin letters they only hide words.
    .replace(/(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])/g, '')
  // What fonts and old encodings draw instead of letters: ligatures, radicals, forms of Arabic letters, vertical punctuation.
  text = text.replace(
    /[\u2e9f\u2ef3\u2f00-\u2fd5\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufd3d\ufd50-\ufdfb\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48\ufe70-\ufefc]+/g,
    (forms) => forms.normalize('NFKC'),
  )
  return text.toWellFormed().normalize('NFC')
}
