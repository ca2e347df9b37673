const MB = 1_048_576

/** Most bytes a document of each kind may have; larger ones are skipped as too large. Measured in the facts on extraction bombs. */
export const mostBytes = {
  text: 20 * MB,
  html: 5 * MB,
  /** Most of a large one is pictures in its output. */
  notebook: 50 * MB,
  pdf: 100 * MB,
  /** Pictures in it are written out in digits, and are stepped over. */
  rtf: 100 * MB,
  /** Most of a large one is pictures; what it unpacks to is looked at before it is unpacked. */
  office: 100 * MB,
  /** All of a message is in memory, several times over. */
  mail: 50 * MB,
  picture: 50 * MB,
  /** A space of a wiki is one file. */
  export: 150 * MB,
  /** Mailboxes, archives, recordings and films are read as a stream. */
  container: 64 * 1024 * MB,
} as const

/** Most UTF-16 units of text that any document may come to, whatever it was packed in. */
export const mostText = 24 * MB

/**
 * How long one document may take, in ms: a start, a rate per MB of content and one per page that was read by then, and
 * never more than the most. A long file is not a stuck one.
 */
export const timeAllowed = (bytes: number, pages: number): number => Math.min(120_000, 15_000 + (bytes / MB) * 5_000 + pages * 20)
