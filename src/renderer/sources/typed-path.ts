/** What is typed, as the folder it lies in and the start of the next name. `~/Doc` is `~/` and `Doc`. */
export function splitTyped(typed: string): { readonly folder: string; readonly rest: string } {
  const cut = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\'))
  if (cut < 0) return typed === '~' ? { folder: '~', rest: '' } : { folder: '', rest: typed }
  return { folder: typed.slice(0, cut + 1), rest: typed.slice(cut + 1) }
}

/** A folder's path with the separator its system uses; `open` ends it with one, so that what is inside is listed. */
export function joinPath(base: string, name: string, open: boolean): string {
  const separator = base.includes('\\') ? '\\' : '/'
  const start = base.endsWith(separator) || base === '' ? base : base + separator
  if (name === '') return open ? start : base
  return `${start}${name}${open ? separator : ''}`
}
