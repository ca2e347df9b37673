/**
 * What the index keeps of a document ref (`connectors/connector.ts`). Times are ISO 8601 in UTC; what the source does not
 * say is left out, or empty where it must be there.
 */
export interface StoredRef {
  readonly id: string
  readonly version: string
  readonly fingerprint?: string
  readonly title: string
  /** True when a person wrote the title; false when it is the name of a file. */
  readonly titled: boolean
  readonly url: string
  readonly createdAt?: string
  readonly updatedAt: string
  readonly author?: string
  readonly labels?: readonly string[]
  readonly mimeType: string
  readonly size?: number
  readonly path: readonly string[]
  readonly parentId?: string
  /**
   * Its name within its parent, when extraction found it there: its source never listed it, it is in no scope but through its
   * parent, and its id is its parent's, `#`, and this name.
   */
  readonly part?: string
}
