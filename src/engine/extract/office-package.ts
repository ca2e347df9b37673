import { decodeText } from './decode.ts'
import { ExtractError } from './extracted.ts'
import { instant } from './front-matter.ts'
import { normaliseLine } from './normalise.ts'
import { readXml } from './read-xml.ts'
import { openZip } from './zip-check.ts'

/** The size of one part's XML that a child's memory takes; a book of 1,000 pages stays below it. */
const mostPart = 80 * 1_048_576

export interface Relation {
  readonly id: string
  /** The last word of its type's address, such as `footnotes` or `slide`. */
  readonly type: string
  /** The name of the part it leads to; of what lies outside, its address. */
  readonly target: string
  readonly external: boolean
}

/** What a document says about itself. Dates are ISO 8601 in UTC. */
export interface DocumentProperties {
  readonly title: string | null
  readonly author: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly labels: readonly string[]
}

/** The parts of an Office Open XML file (ECMA-376, part 2), unpacked one at a time. */
export interface OfficePackage {
  /** The part that is the document itself. */
  readonly main: string
  readonly names: readonly string[]
  /** Null when there is no such part. Throws ExtractError `too-complex` when it is too large. */
  part(name: string): Promise<string | null>
  /** The same of a part that is no XML; null also when it has more than `most` bytes. */
  bytes(name: string, most: number): Promise<Buffer | null>
  related(part: string): Promise<readonly Relation[]>
  properties(): Promise<DocumentProperties>
}

/** Throws ExtractError when this is no such file or a damaged one. */
export async function openPackage(bytes: Buffer): Promise<OfficePackage> {
  const zip = await openZip(bytes)
  const names = new Map([...zip.names].map((name) => [name.toLowerCase().replace(/^\/+/, ''), name]))
  const part = async (name: string): Promise<string | null> => {
    const real = names.get(name.toLowerCase())
    if (real === undefined) return null
    const content = await zip.read(real, mostPart)
    if (content === null) throw new ExtractError('too-complex', `${name} is too large`)
    return (await decodeText(content)) ?? ''
  }
  const related = async (name: string): Promise<readonly Relation[]> => {
    const slash = name.lastIndexOf('/') + 1
    const xml = await part(`${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`)
    return xml === null ? [] : readRelations(xml, name.slice(0, slash))
  }
  const top = await related('')
  const main =
    top.find((relation) => relation.type === 'officeDocument')?.target ?? [...names.values()].find((name) => usualMain.test(name))
  if (main === undefined) throw new ExtractError('corrupt', 'no document part')
  return {
    main,
    names: [...names.values()],
    part,
    bytes: async (name, most) => {
      const real = names.get(name.toLowerCase())
      return real === undefined ? null : zip.read(real, most)
    },
    related,
    properties: async () => {
      const core = top.find((relation) => relation.type === 'core-properties')?.target ?? 'docProps/core.xml'
      return readProperties((await part(core).catch(() => null)) ?? '')
    },
  }
}

const usualMain = /^(word\/document\.xml|ppt\/presentation\.xml|xl\/workbook\.(xml|bin))$/i

function readRelations(xml: string, folder: string): Relation[] {
  const relations: Relation[] = []
  readXml(xml, {
    open: (name, attributes) => {
      const target = attributes.get('Target')
      if (!name.endsWith('Relationship') || target === undefined) return
      const external = attributes.get('TargetMode') === 'External'
      relations.push({
        id: attributes.get('Id') ?? '',
        type: (attributes.get('Type') ?? '').split('/').at(-1)!,
        target: external ? target : resolvePart(folder, target),
        external,
      })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return relations
}

/** A part's name as another part in `folder` writes it. */
function resolvePart(folder: string, target: string): string {
  const path: string[] = []
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

/** The Dublin Core of Office Open XML, OpenDocument and EPUB alike. */
export function readProperties(xml: string): DocumentProperties {
  const fields = new Map<string, string[]>()
  let open = ''
  readXml(xml, {
    open: (name) => {
      open = name.slice(name.indexOf(':') + 1)
      if (!fields.has(open)) fields.set(open, [])
      fields.get(open)!.push('')
    },
    close: () => {
      open = ''
    },
    text: (data) => {
      const values = fields.get(open)
      if (values !== undefined) values[values.length - 1] = (values.at(-1)! + data).slice(0, 2000)
    },
  })
  const first = (...names: readonly string[]) =>
    names.map((name) => normaliseLine((fields.get(name) ?? []).find((value) => value.trim() !== '') ?? '')).find((line) => line !== null) ??
    null
  const labels = ['keywords', 'keyword', 'subject'].flatMap((name) => fields.get(name) ?? []).flatMap((value) => value.split(/[,;]/))
  return {
    title: first('title'),
    author: first('creator', 'initial-creator'),
    createdAt: instant(first('created', 'creation-date')),
    updatedAt: instant(first('modified', 'date')),
    labels: [...new Set(labels.flatMap((label) => normaliseLine(label) ?? []))].filter((label) => label.length <= 100).slice(0, 50),
  }
}
