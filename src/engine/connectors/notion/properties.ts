import { z } from 'zod'
import type { FileFound } from './attachments.ts'
import { dateWords, type Names, noNames, richTextWords } from './rich-text.ts'
import { plain, richTexts, type WireProperty } from './shapes.ts'

type Properties = Readonly<Record<string, WireProperty>>

/** The title of a page: whichever property has that type. */
export function titleOf(properties: Properties): string {
  const title = Object.values(properties).find(({ type }) => type === 'title')
  return plain(richTexts.parse(title?.title)).trim()
}

/** What a row was given to choose from: select, several, status. */
export const labelsOf = (properties: Properties): readonly string[] => [
  ...new Set(
    Object.values(properties)
      .filter(({ type }) => ['select', 'multi_select', 'status'].includes(type))
      .flatMap((property) => propertyText(property, noNames).split(', '))
      .filter((label) => label !== ''),
  ),
]

/** `Name: value` for each property that has one, the title aside. */
export const propertiesMarkdown = (properties: Properties, names: Names): string =>
  Object.entries(properties)
    .filter(([, { type }]) => type !== 'title')
    .map(([name, property]) => [name, propertyText(property, names)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

const keptFile = z.object({ name: z.string().nullish(), file: z.object({ url: z.string() }).loose() }).loose()

/** The files in properties that Notion keeps. */
export const filesIn = (properties: Properties): readonly FileFound[] =>
  Object.values(properties).flatMap((property) =>
    property.type === 'files'
      ? all(property.files).flatMap((one) => {
          const found = keptFile.safeParse(one)
          return found.success ? [{ url: found.data.file.url, name: found.data.name ?? null, kept: true }] : []
        })
      : [],
  )

const named = z.object({ name: z.string().nullish() }).loose()
const date = z.object({ start: z.string(), end: z.string().nullish(), time_zone: z.string().nullish() })
const person = z.object({ id: z.string(), name: z.string().nullish() }).loose()

/** One value as people read it; empty when there is none, or none that says anything. */
export function propertyText(property: WireProperty, names: Names): string {
  const { type } = property
  const value = property[type]
  if (value === null || value === undefined) return ''
  switch (type) {
    case 'title':
    case 'rich_text':
      return richTextWords(richTexts.parse(value), names)
    case 'number':
    case 'url':
    case 'email':
    case 'phone_number':
    case 'created_time':
    case 'last_edited_time':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    case 'checkbox':
      return value === true ? 'yes' : 'no'
    case 'select':
    case 'status':
      return nameIn(value)
    case 'multi_select':
    case 'files':
      return all(value).map(nameIn).filter(Boolean).join(', ')
    case 'date':
      return dateIn(value)
    case 'people':
      return all(value)
        .map((one) => personIn(one, names))
        .filter(Boolean)
        .join(', ')
    case 'created_by':
    case 'last_edited_by':
      return personIn(value, names)
    case 'relation':
      return all(value)
        .map((one) => names.title(String((one as { id?: unknown }).id ?? '')) ?? '')
        .filter(Boolean)
        .join(', ')
    case 'formula':
      return computed(value, names)
    case 'rollup':
      return computed(value, names)
    case 'unique_id': {
      const found = z.object({ prefix: z.string().nullish(), number: z.number().nullish() }).safeParse(value)
      if (!found.success || found.data.number === null || found.data.number === undefined) return ''
      return found.data.prefix ? `${found.data.prefix}-${found.data.number}` : String(found.data.number)
    }
    case 'verification':
      return z.object({ state: z.string() }).catch({ state: '' }).parse(value).state
    case 'place': {
      const found = z.object({ name: z.string().nullish(), address: z.string().nullish() }).loose().safeParse(value)
      return found.success ? [found.data.name, found.data.address].filter(Boolean).join(', ') : ''
    }
    default:
      // A button says nothing; of a kind that is newer than this, whatever text it has.
      return type === 'button' ? '' : typeof value === 'string' || typeof value === 'number' ? String(value) : nameIn(value)
  }
}

/** Formulas and rollups say their own kind of value; `unsupported` and `incomplete` are none. */
function computed(value: unknown, names: Names): string {
  const type = z.object({ type: z.string() }).catch({ type: '' }).parse(value).type
  const inner = (value as Readonly<Record<string, unknown>>)[type]
  if (inner === null || inner === undefined || type === 'unsupported' || type === 'incomplete') return ''
  if (type === 'boolean') return inner === true ? 'yes' : 'no'
  if (type === 'date') return dateIn(inner)
  if (type === 'array')
    return all(inner)
      .map((one) => propertyText(one as WireProperty, names))
      .filter(Boolean)
      .join(', ')
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner) : ''
}

const all = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const nameIn = (value: unknown): string => named.catch({}).parse(value).name ?? ''
const dateIn = (value: unknown): string => {
  const found = date.safeParse(value)
  return found.success ? dateWords(found.data) : ''
}
const personIn = (value: unknown, names: Names): string => {
  const found = person.safeParse(value)
  return found.success ? (found.data.name ?? names.person(found.data.id) ?? '') : ''
}
