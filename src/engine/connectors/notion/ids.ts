/** Notion writes ids with and without dashes; ours have them, in lower case. */
export function dashed(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(hex) ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : id
}

/** The id at the end of an address of a page or database, or null. */
export function idInUrl(url: string): string | null {
  const found = /([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})(?:[?#].*)?$/i.exec(url)
  return found === null ? null : dashed(found[1]!)
}

/** The block that an address points at, behind its `#`, or null. */
export function blockInUrl(url: string): string | null {
  const found = /#([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})$/i.exec(url)
  return found === null ? null : dashed(found[1]!)
}

/** Ids as they are kept in cursors: 22 characters each. */
export const packIds = (ids: Iterable<string>): string =>
  [...ids].map((id) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')).join(' ')

export const unpackIds = (packed: string): readonly string[] =>
  packed === '' ? [] : packed.split(' ').map((id) => dashed(Buffer.from(id, 'base64url').toString('hex')))
