/** Four bytes of 0xFF mark a free place in a compound file and mean nothing. */
const free = /ÿ{4,}/g
/** What a person can have written, in Windows-1252. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what ends a run
const run = /[^\x00-\x1f\x7f-\x9f]{4,}/g
const word = /[A-Za-z]{3}/

/**
 * What can still be read in a damaged binary file, in the order it stands there: runs of letters, of one byte each or of
 * two with the second one zero. Empty where there is none.
 */
export function readableRuns(bytes: Buffer): readonly string[] {
  const text = new TextDecoder('windows-1252').decode(bytes.filter((byte) => byte !== 0)).replace(free, '\n')
  return [...new Set(text.match(run) ?? [])].filter((found) => word.test(found))
}
