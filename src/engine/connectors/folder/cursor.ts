import type { RootMark } from './root-guard.ts'

/** A type, not an interface: only that counts as JSON. */
export type FolderCursor = {
  /** While listing: the id to go on behind, empty for the very start. Null when the listing is complete. */
  readonly after: string | null
  /** The watch that noticed changes since this point, and the last of its hints dealt with; null without one. */
  readonly watch: { readonly session: string; readonly seq: number } | null
  readonly root: RootMark
}
