import { z } from 'zod'

/** Of what Notion answers, the parts that are used. Whatever else is there is let through. */
export const richText = z
  .object({
    type: z.string().catch('text'),
    plain_text: z.string().catch(''),
    href: z.string().nullish(),
    annotations: z
      .object({ bold: z.boolean(), italic: z.boolean(), strikethrough: z.boolean(), code: z.boolean() })
      .partial()
      .optional()
      .catch(undefined),
    equation: z.object({ expression: z.string() }).optional().catch(undefined),
    mention: z.record(z.string(), z.unknown()).optional().catch(undefined),
  })
  .loose()
export type RichText = z.infer<typeof richText>
export const richTexts = z.array(richText).catch([])

const parent = z
  .object({
    type: z.string().optional(),
    page_id: z.string().optional(),
    database_id: z.string().optional(),
    data_source_id: z.string().optional(),
    block_id: z.string().optional(),
  })
  .loose()
export type WireParent = z.infer<typeof parent>

export const person = z.object({ id: z.string(), name: z.string().nullish() }).loose()
export type WirePerson = z.infer<typeof person>

export const property = z.object({ id: z.string().optional(), type: z.string() }).loose()
export type WireProperty = z.infer<typeof property>

/** Properties of a form that is not known say nothing, and spoil nothing. */
const known = (all: Readonly<Record<string, unknown>>): Readonly<Record<string, WireProperty>> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => {
      const found = property.safeParse(value)
      return found.success ? [[name, found.data]] : []
    }),
  )

export const page = z
  .object({
    object: z.literal('page'),
    id: z.string(),
    created_time: z.iso.datetime({ offset: true }),
    last_edited_time: z.iso.datetime({ offset: true }),
    created_by: person.optional().catch(undefined),
    last_edited_by: person.optional().catch(undefined),
    parent,
    in_trash: z.boolean().optional(),
    archived: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    properties: z.record(z.string(), z.unknown()).transform(known),
    url: z.string(),
  })
  .loose()
export type WirePage = z.infer<typeof page>

export const dataSource = z
  .object({
    object: z.literal('data_source'),
    id: z.string(),
    title: richTexts,
    parent,
    database_parent: parent.optional().catch(undefined),
    in_trash: z.boolean().optional(),
    archived: z.boolean().optional(),
  })
  .loose()
export type WireDataSource = z.infer<typeof dataSource>

export const database = z
  .object({ id: z.string(), title: richTexts, parent, data_sources: z.array(z.object({ id: z.string() }).loose()).catch([]) })
  .loose()

export const block = z
  .object({ id: z.string(), type: z.string(), has_children: z.boolean().catch(false), parent: parent.optional().catch(undefined) })
  .loose()
export type WireBlock = z.infer<typeof block>

export const list = z
  .object({
    object: z.literal('list'),
    results: z.array(z.unknown()),
    next_cursor: z.string().nullable(),
    has_more: z.boolean(),
    request_status: z.object({ type: z.string() }).loose().optional().catch(undefined),
  })
  .loose()
export type WireList = z.infer<typeof list>

export const markdown = z.object({
  markdown: z.string(),
  truncated: z.boolean().catch(false),
  unknown_block_ids: z.array(z.string()).catch([]),
})
export type WireMarkdown = z.infer<typeof markdown>

export const comment = z.object({ created_by: person.optional().catch(undefined), rich_text: richTexts }).loose()
export type WireComment = z.infer<typeof comment>

/** The bot behind a token: Notion's word for whoever asks. */
export const bot = z
  .object({
    id: z.string(),
    name: z.string().nullish(),
    bot: z
      .object({ workspace_name: z.string().nullish(), owner: z.object({ user: person.optional() }).loose().optional() })
      .loose()
      .optional()
      .catch(undefined),
  })
  .loose()

export const isTrashed = ({
  in_trash,
  archived,
}: {
  readonly in_trash?: boolean | undefined
  readonly archived?: boolean | undefined
}): boolean => in_trash ?? archived ?? false

export const plain = (texts: readonly RichText[]): string => texts.map(({ plain_text }) => plain_text).join('')
