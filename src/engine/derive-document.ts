import { hash } from 'node:crypto'
import type { Derived, DerivedChunk, DeriveRequest, KnownByName } from '../shared/derived.ts'
import { embedTitle, passageText } from '../shared/passage.ts'
import { chunker, chunkText } from './chunk/chunk-text.ts'
import { extractFile, extractText } from './extract/extract.ts'
import { ExtractError, type Extracted, Skipped } from './extract/extracted.ts'
import { detectLanguage } from './extract/language.ts'
import { createParts } from './extract/parts.ts'
import { openFile, readBeside } from './extract/read-content.ts'
import { indexWords } from './search/words/index-words.ts'

/**
 * Everything the index holds of one document, from its content. Trouble with the document is an answer, not an exception.
 * `onAdvanced` hears the content's size in bytes before the work starts, and of long documents how many pages are done.
 */
export async function deriveDocument(
  request: DeriveRequest,
  onAdvanced: (bytes: number, pages: number) => void = () => undefined,
): Promise<Derived> {
  let contentHash: string | null = null
  const { name, mimeType, password, ocr } = request
  const parts = createParts(request.scratch, request.within ?? [])
  const named = {
    name,
    mimeType,
    path: request.path ?? [],
    beside: (other: string) => readBeside(request.content, other),
    password,
    ocr,
    parts,
  }
  try {
    if (request.content.type === 'text') {
      contentHash = hash('sha256', request.content.text)
      onAdvanced(request.content.text.length, 0)
      return await finish(await extractText(request.content.text, named), request, contentHash)
    }
    const file = openFile(request.content.path, request.content.range)
    try {
      onAdvanced(file.bytes, 0)
      const extracted = await extractFile(file, named, {
        hashed: (hash) => {
          contentHash = hash
        },
        pages: (pages) => onAdvanced(file.bytes, pages),
      })
      return await finish(extracted, request, contentHash!)
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof Skipped) {
      const known = error.reason === 'special-file' ? {} : { known: knownByName(request) }
      return { status: 'skipped', reason: error.reason, contentHash, ...known }
    }
    if (error instanceof ExtractError) return { status: 'failed', problem: error.problem, detail: error.message.slice(0, 500), contentHash }
    // A reader that loses its way in a document says nothing about the next one.
    return { status: 'failed', problem: 'corrupt', detail: String(error).slice(0, 500), contentHash }
  }
}

async function finish(extracted: Extracted, request: DeriveRequest, contentHash: string): Promise<Derived> {
  const { text, title: found } = extracted
  const title = embedTitle(request.title, found)
  const language = await detectLanguage(text)
  const labels = extracted.labels ?? []
  const titleWords = indexWords(namesOf(request, found), language)
  const labelWords = labels.length > 0 ? ` ${indexWords(labels.join(' '), language)}` : ''
  const headings = new Map<string, string>()
  const headingWords = (heading: readonly string[]): string => {
    const key = heading.join(' ')
    const words = headings.get(key) ?? indexWords(key, language)
    headings.set(key, words)
    return words
  }
  const all: DerivedChunk[] = chunkText(text, extracted.layout, title, extracted.symbols).map(({ start, end, heading }) => {
    const body = text.slice(start, end)
    return {
      start,
      end,
      heading,
      words: { title: titleWords, heading: headingWords(heading) + labelWords, body: indexWords(body, language) },
      passageHash: hash('sha256', passageText({ title, heading, body })).slice(0, 32),
    }
  })
  // Brackets and rules alone can neither be looked for nor meant.
  const worded = all.filter((chunk) => chunk.words.body !== '')
  return {
    status: 'ok',
    contentHash,
    text,
    title: found,
    author: extracted.author ?? null,
    createdAt: extracted.createdAt ?? null,
    updatedAt: extracted.updatedAt ?? null,
    labels,
    language,
    mimeType: extracted.mimeType,
    extractor: extracted.extractor,
    chunker,
    ...(extracted.recipients ? { recipients: extracted.recipients } : {}),
    ...(extracted.parts && extracted.parts.length > 0 ? { parts: extracted.parts } : {}),
    chunks: worded.length > 0 ? worded : all.slice(0, 1),
  }
}

/** A document without text is found by its name and place. */
function knownByName(request: DeriveRequest): KnownByName {
  const { name, path = [] } = request
  const text = [...path, request.title ?? name].join(' / ')
  const words = { title: indexWords(namesOf(request, null), null), heading: indexWords(path.join(' '), null), body: '' }
  return { text, words, hash: hash('sha256', `known by name\0${text}`).slice(0, 32) }
}

/** What a document may be looked for by name: its title, and the name of its file unless the title has those words. */
function namesOf(request: DeriveRequest, found: string | null): string {
  const name = request.name.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/_/g, ' ')
  const titles = [...new Set([request.title, found].filter((title) => title !== null))].join(' ')
  return fold(titles).includes(fold(name)) ? titles : `${titles} ${request.name} ${name}`.trim()
}

const fold = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
