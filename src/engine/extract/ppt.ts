import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { type OleFile, openOle } from './ole.ts'
import { oleProperties } from './ole-properties.ts'
import { type Persisted, type PptRecord, readPersisted, recordsBelow, recordsIn } from './ppt-records.ts'
import { type Slide, slidesMarkdown } from './slides.ts'

const slideAtom = 1007
const slideShow = 1017
const slidePersist = 1011
const outlineReference = 3998
const textHeader = 3999
const wideText = 4000
const narrowText = 4008
const plainString = 4026
const headersFooters = 4057
const slideList = 4080
const comment = 12_000

const titleTypes = new Set([0, 6])

/** A PowerPoint presentation of before 2007: slides as last saved, with notes and comments; footers once. */
export function extractPpt(bytes: Buffer): Extracted {
  const ole = openOle(bytes)
  const stream = ole.read('PowerPoint Document')
  if (stream === null || stream.length < 16) throw new ExtractError('corrupt', 'no presentation stream')
  const persisted = readPersisted(stream, lastEdit(ole))
  if (persisted?.encrypted) throw new ExtractError('encrypted', 'presentation with a password')
  const { slides, footers } = persisted === null ? scattered(stream) : readDocument(stream, persisted)
  const properties = oleProperties(ole)
  const title = /^(powerpoint|slide 1$|no slide title)/i.test(properties.title ?? '') ? null : properties.title
  return {
    ...properties,
    text: normaliseText([slidesMarkdown(slides), ...footers].filter((part) => part !== '').join('\n\n')),
    layout: 'markdown',
    title: title ?? normaliseLine(slides.find((slide) => slide.title !== '')?.title ?? ''),
    mimeType: 'application/vnd.ms-powerpoint',
    extractor: extractors.ppt,
  }
}

/** Where the last edit lies, by the stream that says who uses the file. Its mark is another one in files with a password. */
function lastEdit(ole: OleFile): number {
  const user = ole.read('Current User')
  if (user === null || user.length < 20) return 0
  if (user.readUInt32LE(12) === 0xf3d1c4df) throw new ExtractError('encrypted', 'presentation with a password')
  return user.readUInt32LE(16)
}

interface Listed {
  readonly place: number
  readonly id: number
  readonly outline: Text[]
}

interface Text {
  readonly type: number
  readonly text: string
}

function readDocument(stream: Buffer, { places, document }: Persisted) {
  const root = recordAt(stream, places.get(document))
  if (root === null) return scattered(stream)
  const lists = new Map<number, Listed[]>()
  const footers = new Set<string>()
  for (const record of recordsIn(stream, root.from, root.to)) {
    if (record.type === slideList) lists.set(record.instance, readList(stream, record, places))
    else if (record.type === headersFooters) addFooters(stream, record, footers)
  }
  const notes = new Map((lists.get(2) ?? []).map((listed) => [listed.id, listed]))
  const slides = (lists.get(0) ?? []).flatMap((listed) => {
    const record = recordAt(stream, listed.place)
    return record === null ? [] : [readSlide(stream, record, listed.outline, notes, footers)]
  })
  return { slides, footers }
}

/** A list of slides or notes (2.4.14.1): each with where it lies and the texts of its outline. */
function readList(stream: Buffer, list: PptRecord, places: ReadonlyMap<number, number>): Listed[] {
  const all: Listed[] = []
  let type = 4
  for (const record of recordsIn(stream, list.from, list.to)) {
    if (record.type === slidePersist && record.to - record.from >= 16) {
      all.push({ place: places.get(stream.readUInt32LE(record.from)) ?? -1, id: stream.readUInt32LE(record.from + 12), outline: [] })
    } else if (record.type === textHeader && record.to > record.from) type = stream[record.from]!
    else if (isText(record)) all.at(-1)?.outline.push({ type, text: textOf(stream, record) })
  }
  return all
}

function readSlide(
  stream: Buffer,
  slide: PptRecord,
  outline: readonly Text[],
  notes: ReadonlyMap<number, Listed>,
  footers: Set<string>,
): Slide {
  const { texts, comments, notesId, hidden } = readTexts(stream, slide, outline, footers)
  const title = texts.find(({ type }) => titleTypes.has(type))
  const listed = notes.get(notesId)
  const page = listed === undefined ? null : recordAt(stream, listed.place)
  const noted = page === null ? [] : readTexts(stream, page, listed!.outline, footers).texts
  return {
    title: title?.text.replace(/\s+/g, ' ') ?? '',
    hidden,
    body: texts
      .filter((text) => text !== title)
      .map(({ type, text }) => (type === 1 || type === 7 || type === 8 ? text.replace(/^(?=\S)/gm, '- ') : text))
      .join('\n\n'),
    notes: noted.map(({ text }) => text).join('\n\n'),
    comments,
  }
}

/** The texts of a slide's boxes in the order they are drawn; those of its outline lie in the list and are named by number. */
function readTexts(stream: Buffer, slide: PptRecord, outline: readonly Text[], footers: Set<string>) {
  const texts: Text[] = []
  const comments: string[] = []
  const used = new Set<Text>()
  let notesId = 0
  let hidden = false
  let type = 4
  for (const record of recordsBelow(stream, slide)) {
    if (record.type === slideAtom && record.to - record.from >= 20) notesId = stream.readUInt32LE(record.from + 16)
    else if (record.type === slideShow && record.to - record.from >= 12) hidden = (stream.readUInt16LE(record.from + 10) & 4) !== 0
    else if (record.type === textHeader && record.to > record.from) type = stream[record.from]!
    else if (record.type === outlineReference && record.to - record.from >= 4) {
      const text = outline[stream.readUInt32LE(record.from)]
      if (text !== undefined && !used.has(text)) texts.push(text)
      if (text !== undefined) used.add(text)
    } else if (isText(record)) texts.push({ type, text: textOf(stream, record) })
    else if (record.type === comment) comments.push(readComment(stream, record))
    else if (record.type === headersFooters) addFooters(stream, record, footers)
  }
  for (const text of outline) if (!used.has(text)) texts.push(text)
  const worded = texts.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
  return { texts: worded, comments: comments.filter((text) => text !== ''), notesId, hidden }
}

/** A file whose edits lead nowhere: every text in it, in the order it lies there. */
function scattered(stream: Buffer): { slides: Slide[]; footers: Set<string> } {
  const texts = new Set<string>()
  for (const record of recordsBelow(stream, { from: 0, to: stream.length })) if (isText(record)) texts.add(textOf(stream, record))
  const body = [...texts].filter((text) => /[\p{L}\p{N}]/u.test(text)).join('\n\n')
  if (body === '') throw new ExtractError('corrupt', 'no text record')
  return { slides: [{ title: '', hidden: false, body, notes: '', comments: [] }], footers: new Set() }
}

const isText = ({ type }: PptRecord): boolean => type === wideText || type === narrowText

/** Paragraphs end with a carriage return, lines with a vertical tab. */
function textOf(stream: Buffer, { type, from, to }: PptRecord): string {
  const raw = type === narrowText ? stream.toString('latin1', from, to) : stream.toString('utf16le', from, to)
  return raw.replace(/[\r\v]/g, '\n').trim()
}

function recordAt(stream: Buffer, place: number | undefined): PptRecord | null {
  if (place === undefined || place < 0 || place + 8 > stream.length) return null
  return recordsIn(stream, place, stream.length).next().value ?? null
}

function strings(stream: Buffer, parent: PptRecord): ReadonlyMap<number, string> {
  const all = new Map<number, string>()
  for (const { type, instance, from, to } of recordsIn(stream, parent.from, parent.to)) {
    if (type === plainString) all.set(instance, stream.toString('utf16le', from, to).trim())
  }
  return all
}

function readComment(stream: Buffer, record: PptRecord): string {
  const said = strings(stream, record)
  return said.get(1) ? `${said.get(0) ? `${said.get(0)}: ` : ''}${said.get(1)}` : ''
}

function addFooters(stream: Buffer, record: PptRecord, footers: Set<string>): void {
  const said = strings(stream, record)
  for (const text of [said.get(1), said.get(2)]) if (text && /\p{L}/u.test(text)) footers.add(text)
}
