import type { DerivedPart } from '../../shared/derived.ts'
import type { Attachment, Content } from '../connectors/connector.ts'

/**
 * What hangs on a document by its source's word, by the names its parts have in the index. Those of what is found inside a
 * document's own content are kept apart by what these begin with.
 */
export function attachmentsOf(content: Content | undefined): ReadonlyMap<string, Attachment> {
  if (content?.type !== 'text') return new Map()
  return new Map((content.attachments ?? []).map((attachment) => [`attached:${attachment.id}`, attachment]))
}

/** An attachment as the index has it: a part of its document whose content its source hands over when asked. */
export const partOf = ([part, { name, version, mimeType, size }]: readonly [string, Attachment]): DerivedPart => ({
  part,
  name,
  title: null,
  mimeType,
  version,
  size: size ?? null,
  folders: [],
  author: null,
  createdAt: null,
  updatedAt: null,
  container: 'document',
  content: { type: 'attached' },
})
