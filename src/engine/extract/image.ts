import exifr from 'exifr'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { pictureSize, pngTexts } from './picture-header.ts'

/** A picture of more than these would take more memory to look at than a child has. */
const mostPixels = 50_000_000

/**
 * What a picture says of itself (EXIF, IPTC, XMP, the texts of PNG): title, caption, keywords, who made it and when; and,
 * when a person wants that, the words that can be seen in it. One without words is skipped.
 */
export async function extractImage(bytes: Buffer, mimeType: string, ocr: boolean): Promise<Extracted> {
  const tags = await readTags(bytes)
  const seen = ocr ? await wordsIn(bytes) : ''
  const caption = first(tags, 'ImageDescription', 'description', 'Caption', 'Description', 'XPSubject', 'caption')
  const title = first(tags, 'title', 'Title', 'ObjectName', 'Headline', 'XPTitle')
  const comment = first(tags, 'UserComment', 'userComment', 'XPComment', 'Comment')
  const labels = [...new Set(['subject', 'Keywords', 'XPKeywords', 'keywords'].flatMap((name) => list(tags[name])))].slice(0, 50)
  const place = ['Sublocation', 'City', 'State', 'Country', 'location', 'LocationShownCity'].flatMap((name) => list(tags[name]))
  const said = [title, caption === title ? null : caption, comment, place.length > 0 ? [...new Set(place)].join(', ') : null]
  const text = [...said.filter((line) => line !== null), ...(labels.length > 0 ? [labels.join(', ')] : []), seen]
    .filter((part) => part.trim() !== '')
    .join('\n\n')
  if (text === '') throw new Skipped('no-words')
  return {
    text: normaliseText(text),
    layout: 'prose',
    title,
    author: first(tags, 'creator', 'Artist', 'Byline', 'XPAuthor', 'Author'),
    createdAt: date(tags.DateTimeOriginal ?? tags.CreateDate ?? tags.DateCreated),
    labels,
    mimeType,
    extractor: ocr ? extractors.imageOcr : extractors.image,
  }
}

type Tags = Readonly<Record<string, unknown>>

async function readTags(bytes: Buffer): Promise<Tags> {
  const texts = pngTexts(bytes)
  try {
    const tags = (await exifr.parse(bytes, { tiff: true, xmp: true, iptc: true, icc: false, jfif: false, userComment: true })) as
      | Tags
      | undefined
    return { ...texts, ...tags }
  } catch {
    // Pictures without tags, or with tags no one can read, are pictures still.
    return texts
  }
}

async function wordsIn(bytes: Buffer): Promise<string> {
  const size = pictureSize(bytes)
  if (size === null) return ''
  if (size.width * size.height > mostPixels) throw new ExtractError('too-complex', `${size.width} × ${size.height} pixels`)
  return (await import('./ocr.ts')).recogniseWords(bytes)
}

function first(tags: Tags, ...names: readonly string[]): string | null {
  for (const name of names) {
    const line = normaliseLine(text(tags[name]))
    // Cameras fill these fields with their own name or with blanks.
    if (line !== null && !/^(OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM|untitled|default|\p{P}+)$/iu.test(line)) return line
  }
  return null
}

/** XMP has texts in several languages as objects, Windows has UTF-16 as bytes. */
function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return decode(Buffer.from(value))
  if (Array.isArray(value)) return value.map(text).join(', ')
  if (typeof value === 'object' && value !== null && 'value' in value) return text(value.value)
  return ''
}

function decode(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 8)
  if (head.startsWith('ASCII')) return bytes.toString('utf8', 8)
  if (head.startsWith('UNICODE')) return bytes.toString('utf16le', 8)
  return bytes.toString(bytes[1] === 0 ? 'utf16le' : 'utf8').replaceAll('\0', ' ')
}

const list = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => text(one).split(/[;,]/)).flatMap((one) => normaliseLine(one) ?? [])

const date = (value: unknown): string | null =>
  value instanceof Date
    ? Number.isNaN(value.getTime())
      ? null
      : value.toISOString()
    : instant(typeof value === 'string' ? value : undefined)
