import { ConnectorError, type Content, type DocumentRef, type Host } from '../connector.ts'
import { attachmentsIn, type FileFound } from './attachments.ts'
import { type BlockSource, blocksMarkdown, childrenMarkdown } from './blocks.ts'
import type { Notion } from './client.ts'
import { plainMarkdown } from './markdown.ts'
import { filesIn, propertiesMarkdown } from './properties.ts'
import { type Names, richTextMarkdown } from './rich-text.ts'
import type { NotionSettings } from './settings.ts'
import { isTrashed, type WirePage, type WirePerson, type WireProperty } from './shapes.ts'
import { type Tree, unlessHidden } from './tree.ts'

/** Reads pages, and remembers what they led to. */
export interface Reader {
  read(ref: DocumentRef, signal: AbortSignal): Promise<Content>
  /** Reads a page only for what it leads to. One that is gone leads nowhere. */
  listen(page: string, signal: AbortSignal): Promise<void>
  /** Pages and databases that were come upon since this was asked last. */
  ledTo(): readonly string[]
  nameOf(person: WirePerson | undefined, signal: AbortSignal): Promise<string | null>
}

/** Longer properties are cut off in the page; all of one is asked for from so many parts on. */
const longProperty = 25
/** A page of more than some 20,000 blocks comes in pieces; there is an end to that too. */
const mostPieces = 200

export function createReader(notion: Notion, tree: Tree, settings: NotionSettings, host: Host): Reader {
  let led: string[] = []
  let people: Promise<ReadonlyMap<string, string>> | null = null
  let mayComment = settings.comments

  const everybody = (signal: AbortSignal): Promise<ReadonlyMap<string, string>> => {
    people ??= notion.users(signal).then(
      (users) => new Map(users.flatMap(({ id, name }) => (name ? [[id, name] as const] : []))),
      (error: unknown) => {
        // A connection may not be allowed to know people; anything else is asked for again.
        if (!(error instanceof ConnectorError) || error.problem !== 'forbidden') {
          people = null
          throw error
        }
        return new Map<string, string>()
      },
    )
    return people
  }
  const namesFor = async (signal: AbortSignal): Promise<Names> => {
    const known = await everybody(signal)
    return { title: (id) => tree.titleOf(id) || null, person: (id) => known.get(id) ?? null }
  }
  const bodyOf = async (id: string, names: Names, files: FileFound[], signal: AbortSignal): Promise<string> => {
    const source: BlockSource = { names, children: (block) => notion.children(block, signal), file: (found) => files.push(found) }
    const made = await notion.markdown(id, signal)
    if (made === null) return childrenMarkdown(id, source, led)
    const pieces = [made.markdown]
    for (const more = [...made.unknown_block_ids]; more.length > 0 && pieces.length < mostPieces; ) {
      // Some are cut off, some not ours to see.
      const piece = await unlessHidden(notion.markdown(more.shift()!, signal))
      if (piece === null) continue
      pieces.push(piece.markdown)
      more.push(...piece.unknown_block_ids)
    }
    const { text, ledTo, files: inText, left } = plainMarkdown(pieces.join('\n'))
    led.push(...ledTo)
    files.push(...inText)
    let whole = text
    for (const { mark, block } of left) {
      const found = await unlessHidden(notion.block(block, signal))
      const shown = found === null ? '' : await blocksMarkdown([found], source, led)
      whole = shown === '' ? whole.replace(`${mark}\n`, '').replace(mark, '') : whole.replace(mark, () => shown)
    }
    return whole.trim()
  }
  const propertiesOf = async (page: WirePage, signal: AbortSignal): Promise<WirePage['properties']> => {
    const whole: Record<string, WireProperty> = {}
    for (const [name, property] of Object.entries(page.properties)) {
      const value = property[property.type]
      const cut = Array.isArray(value) && value.length >= longProperty && property.id !== undefined
      // Each part comes as a property of its own, with one text, person or page in it.
      const parts = cut ? await notion.property(page.id, property.id!, signal) : []
      whole[name] = cut ? { ...property, [property.type]: parts.map((part) => (part as Record<string, unknown>)[property.type]) } : property
    }
    // What rows relate to is named by its title, which the search need not have told.
    for (const { type, relation } of Object.values(whole))
      if (type === 'relation' && Array.isArray(relation))
        for (const { id } of relation as readonly { id?: string }[]) if (id !== undefined) await tree.node(id, 'page', signal)
    return whole
  }
  const commentsOf = async (id: string, names: Names, signal: AbortSignal): Promise<string> => {
    if (!mayComment) return ''
    try {
      const all = await notion.comments(id, signal)
      return all.map(({ created_by, rich_text }) => `${speaker(created_by, names)}${richTextMarkdown(rich_text, names)}`).join('\n')
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.problem !== 'forbidden') throw error
      // The connection was not given that capability, and will not be while it is signed in.
      mayComment = false
      return ''
    }
  }
  const speaker = (person: WirePerson | undefined, names: Names): string => {
    const name = person === undefined ? null : (person.name ?? names.person(person.id))
    return name === null ? '' : `${name}: `
  }
  const goneError = (id: string) => new ConnectorError('not-found', `${id} is in the bin`)

  return {
    read: async (ref, signal) => {
      signal.throwIfAborted()
      const page = await notion.page(ref.id, signal)
      if (isTrashed(page)) throw goneError(ref.id)
      const names = await namesFor(signal)
      const properties = await propertiesOf(page, signal)
      const files: FileFound[] = [...filesIn(properties)]
      const parts = [
        propertiesMarkdown(properties, names),
        await bodyOf(ref.id, names, files, signal),
        await commentsOf(ref.id, names, signal),
      ]
      const attachments = attachmentsIn(files, settings, host)
      return { type: 'text', text: parts.filter((part) => part !== '').join('\n\n'), attachments }
    },
    listen: async (id, signal) => {
      const names = await namesFor(signal)
      await unlessHidden(bodyOf(id, names, [], signal))
    },
    ledTo: () => {
      const found = [...new Set(led)]
      led = []
      return found
    },
    nameOf: async (person, signal) => (person === undefined ? null : (person.name ?? (await everybody(signal)).get(person.id) ?? null)),
  }
}
