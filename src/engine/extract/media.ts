import { type IAudioMetadata, parseFromTokenizer } from 'music-metadata'
import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3/core'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import type { OpenFile } from './read-content.ts'

/** The tags of a recording or film: title, people, album, comments, words of a song, chapters. Nothing is played. */
export async function extractMedia(file: OpenFile, name: string, mimeType: string): Promise<Extracted> {
  const { common, format } = await read(file, name, mimeType)
  const line = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? normaliseLine(String(value)) : null)
  const title = line(common.title)
  const artist = line(common.artist) ?? line(common.albumartist)
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    ['Artist', artist],
    ['Album', line(common.album)],
    ['Composer', line((common.composer ?? []).join(', '))],
    ['Conductor', line((common.conductor ?? []).join(', '))],
    ['Show', line(common.tvShow)],
    ['Podcast', line(common.podcast)],
    ['Genre', line((common.genre ?? []).join(', '))],
    ['Year', line(common.year)],
  ]
  const comments = [common.description, common.longDescription, (common.comment ?? []).map(({ text }) => text ?? '')]
    .flat()
    .map((text) => text ?? '')
  const lyrics = (common.lyrics ?? []).map(({ text, syncText }) => text ?? syncText.map((one) => one.text).join('\n'))
  const chapters = (format.chapters ?? []).map(({ title }) => title)
  const said = facts.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`]))
  const text = [title ?? '', said.join('\n'), ...comments, chapters.length > 0 ? `Chapters\n${chapters.join('\n')}` : '', ...lyrics]
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (text.length === 0) throw new Skipped('no-words')
  return {
    text: normaliseText(text.join('\n\n')),
    layout: 'prose',
    title,
    author: artist,
    createdAt: year(common.date ?? common.year),
    labels: (common.genre ?? []).flatMap((genre) => normaliseLine(genre) ?? []).slice(0, 10),
    mimeType,
    extractor: extractors.media,
  }
}

async function read(file: OpenFile, name: string, mimeType: string): Promise<IAudioMetadata> {
  try {
    return await parseFromTokenizer(new FileTokenizer(file, name, mimeType), { skipCovers: true, duration: false, includeChapters: true })
  } catch (cause) {
    const message = String(cause)
    throw /determine|support/i.test(message) ? new Skipped('unsupported') : new ExtractError('corrupt', message.slice(0, 300), cause)
  }
}

/** Lets the reader of tags jump about in a file that is open already, so that a film is not read as a whole. */
class FileTokenizer extends AbstractTokenizer {
  override fileInfo: { size: number; path: string; mimeType?: string }
  readonly #file: OpenFile

  constructor(file: OpenFile, name: string, mimeType: string) {
    super()
    this.#file = file
    // The name is only looked at for its end.
    this.fileInfo = { size: file.bytes, path: name, ...(/^(audio|video)/.test(mimeType) ? { mimeType } : {}) }
  }

  override async readBuffer(into: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const length = await this.peekBuffer(into, options)
    this.position = (options?.position ?? this.position) + length
    return length
  }

  override async peekBuffer(into: Uint8Array, options: IReadChunkOptions = {}): Promise<number> {
    const at = options.position ?? this.position
    const length = options.length ?? into.length
    const bytes = this.#file.read(at, at + length)
    if (bytes.length < length && options.mayBeLess !== true) throw new EndOfStreamError()
    into.set(bytes)
    return bytes.length
  }

  override supportsRandomAccess(): boolean {
    return true
  }

  setPosition(position: number): void {
    this.position = position
  }
}

function year(value: unknown): string | null {
  const date = new Date(typeof value === 'number' ? `${value}-01-01` : typeof value === 'string' ? value : '')
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1900 ? null : date.toISOString()
}
