/** Hears what an RTF file is made of, in order. */
export interface RtfHandler {
  openGroup(): void
  closeGroup(): void
  /** A control word with its number, or null when it has none. Symbols such as `~` and `*` come as words of one character. */
  word(name: string, value: number | null): void
  /** A byte of text in the encoding that holds here. */
  byte(value: number): void
}

const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const longestWord = 32

/** Reads the syntax of RTF (version 1.9.1). Nothing nests here, and binary data is stepped over. */
export function readRtf(bytes: Buffer, handler: RtfHandler): void {
  let at = 0
  while (at < bytes.length) {
    const code = bytes[at++]!
    if (code === 0x7b) handler.openGroup()
    else if (code === 0x7d) handler.closeGroup()
    else if (code === 0x5c) at = control(bytes, at, handler)
    else if (code !== 10 && code !== 13 && code !== 0) handler.byte(code)
  }
}

function control(bytes: Buffer, start: number, handler: RtfHandler): number {
  let at = start
  const code = bytes[at] ?? 0
  if (!isLetter(code)) {
    if (code === 0x27) {
      const value = Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16)
      if (!Number.isNaN(value)) handler.byte(value)
      return at + 3
    }
    if (code === 0x5c || code === 0x7b || code === 0x7d) handler.byte(code)
    else if (code === 10 || code === 13) handler.word('par', null)
    else handler.word(String.fromCharCode(code), null)
    return at + 1
  }
  while (at < bytes.length && isLetter(bytes[at]!) && at - start < longestWord) at++
  const name = bytes.toString('latin1', start, at)
  const digits = at
  if (bytes[at] === 0x2d && isDigit(bytes[at + 1] ?? 0)) at++
  while (at < bytes.length && isDigit(bytes[at]!) && at - digits < 11) at++
  const value = at > digits ? Number(bytes.toString('latin1', digits, at)) : null
  if (bytes[at] === 0x20) at++
  if (name === 'bin') return at + Math.max(0, value ?? 0)
  handler.word(name, value)
  return at
}
