import { z } from 'zod'
import { ConnectorError, type Host } from '../connector.ts'

const document = z.object({
  id: z.string(),
  version: z.number(),
  title: z.string(),
  url: z.string(),
  mimeType: z.string(),
  created: z.string(),
  edited: z.string(),
  author: z.object({ name: z.string() }),
  path: z.array(z.string()),
  labels: z.array(z.string()),
})
/** What of a document can be understood at all: at least its id. */
const listed = z.union([document, z.object({ id: z.string() }).transform(({ id }) => ({ id, garbled: true as const }))])
const shapes = {
  me: z.object({ id: z.string(), name: z.string() }),
  spaces: z.object({
    spaces: z.array(z.object({ id: z.string(), name: z.string(), hasChildren: z.boolean() })),
    next: z.number().nullable(),
  }),
  documents: z.object({ documents: z.array(listed), next: z.string().nullable() }),
  edits: z.object({ documents: z.array(listed), more: z.boolean(), now: z.string() }),
  head: z.object({ token: z.number() }),
  feed: z.object({
    events: z.array(z.union([z.object({ document: listed }), z.object({ gone: z.string(), why: z.enum(['deleted', 'unshared']) })])),
    token: z.number(),
    more: z.boolean(),
  }),
  content: z.object({ id: z.string(), text: z.string() }),
  look: z.object({ documents: z.array(z.object({ id: z.string(), state: z.enum(['there', 'deleted', 'withdrawn']) })) }),
}

export type WireDocument = z.infer<typeof listed>

/** Every call to the service. Throws ConnectorError. */
export interface Client {
  me(signal: AbortSignal): Promise<z.infer<typeof shapes.me>>
  spaces(parent: string | null, after: number, signal: AbortSignal): Promise<z.infer<typeof shapes.spaces>>
  documents(space: string, after: string, limit: number, signal: AbortSignal): Promise<z.infer<typeof shapes.documents>>
  edits(space: string, since: number, after: string, limit: number, signal: AbortSignal): Promise<z.infer<typeof shapes.edits>>
  head(space: string, signal: AbortSignal): Promise<number>
  feed(space: string, token: number, limit: number, signal: AbortSignal): Promise<z.infer<typeof shapes.feed>>
  content(id: string, signal: AbortSignal): Promise<string>
  look(space: string, ids: readonly string[], signal: AbortSignal): Promise<z.infer<typeof shapes.look>>
}

export function createClient(baseUrl: string, host: Host): Client {
  const ask = async <T>(
    shape: z.ZodType<T>,
    path: string,
    query: Readonly<Record<string, string | number | readonly string[]>>,
    signal: AbortSignal,
    method = 'GET',
  ) => {
    const url = new URL(path, baseUrl)
    for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) url.searchParams.append(name, String(one))
    const response = await host.fetch(url, { signal, method })
    const parsed = shape.safeParse(await response.json())
    // An answer of another shape is an answer of somebody else, or of a later service: nothing may be concluded from it.
    if (!parsed.success) throw new ConnectorError('offline', `${path} was answered in an unknown form`, { cause: parsed.error })
    return parsed.data
  }
  const spacePath = (space: string, what: string) => `/spaces/${encodeURIComponent(space)}/${what}`
  return {
    me: (signal) => ask(shapes.me, '/me', {}, signal),
    spaces: (parent, after, signal) => ask(shapes.spaces, '/spaces', { parent: parent ?? '', after }, signal),
    documents: (space, after, limit, signal) => ask(shapes.documents, spacePath(space, 'documents'), { after, limit }, signal),
    edits: (space, since, after, limit, signal) => ask(shapes.edits, spacePath(space, 'edits'), { since, after, limit }, signal),
    head: async (space, signal) => (await ask(shapes.head, spacePath(space, 'feed/head'), {}, signal)).token,
    feed: (space, token, limit, signal) => ask(shapes.feed, spacePath(space, 'feed'), { token, limit }, signal),
    content: async (id, signal) => (await ask(shapes.content, `/documents/${encodeURIComponent(id)}`, {}, signal)).text,
    look: (space, ids, signal) => ask(shapes.look, '/documents/look', { space, id: ids }, signal, 'POST'),
  }
}
