/** A line of a calendar or a card: `DTSTART;TZID=Europe/Berlin:20260102T030405`. */
export interface ContentLine {
  /** Upper case, without a group before it. */
  readonly name: string
  /** By upper case name. */
  readonly parameters: ReadonlyMap<string, string>
  /** As it stands, escapes and all. */
  readonly value: string
}

const mostLines = 500_000

/** Lines of iCalendar and vCard (RFC 5545 3.1, RFC 6350 3.2), unfolded; of vCard 2.1 also what is quoted-printable. */
export function readContentLines(raw: string): ContentLine[] {
  const lines: ContentLine[] = []
  const all = raw
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
  for (let i = 0; i < all.length && lines.length < mostLines; i++) {
    let line = all[i]!
    const head = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):/.exec(line)
    if (head === null) continue
    const quoted = /ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE/i.test(head[2]!)
    while (quoted && line.endsWith('=') && i + 1 < all.length) line = line.slice(0, -1) + all[++i]!
    const parameters = new Map<string, string>()
    for (const parameter of head[2]!.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
      const equals = parameter.indexOf('=')
      if (parameter !== '')
        parameters.set(
          parameter.slice(0, equals < 0 ? undefined : equals).toUpperCase(),
          equals < 0 ? '' : parameter.slice(equals + 1).replaceAll('"', ''),
        )
    }
    const value = line.slice(head[0].length)
    lines.push({ name: head[1]!.toUpperCase(), parameters, value: quoted ? unquote(value, parameters.get('CHARSET') ?? 'utf8') : value })
  }
  return lines
}

/** Text without its escapes; `\n` is a line end. */
export const plainValue = (value: string): string =>
  value.replace(/\\([nN\\,;:])/g, (_, char) => (char === 'n' || char === 'N' ? '\n' : char)).trim()

/** The parts of a structured value such as a name or an address. */
export const partsOf = (value: string): string[] => value.split(/(?<!\\)[;]/).map((part) => plainValue(part))

function unquote(value: string, charset: string): string {
  const bytes = Buffer.from(
    // A sign alone is where a line was broken.
    value.replace(/=(?![\da-fA-F]{2})/g, '').replace(/=([\da-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  try {
    return new TextDecoder(charset, { fatal: false }).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}
