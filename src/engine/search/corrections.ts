import { textSlice } from '../store/documents.ts'
import { hitChunks, hitDocuments } from '../store/search-documents.ts'
import { anyChunkWith, wordsBetween } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import { editDistance } from './edit-distance.ts'
import type { Frequencies } from './frequencies.ts'
import type { Term } from './query/terms.ts'
import { tokenize } from './words/tokens.ts'

/** Shorter words are near to too many others. In letters. */
const shortest = 4
/** A longer word may differ in two places. */
const long = 7
/** Words beginning alike beyond this many are not compared: the person would wait for it. */
const mostCompared = 60_000

/**
 * The query with the words that the index does not know replaced by the nearest ones it does, spelled as in some
 * document; null when there is nothing to correct. `query` is as the person wrote it.
 */
export function correct(store: Store, frequencies: Frequencies, query: string, terms: readonly Term[]): string | null {
  let corrected = query
  for (const term of terms) {
    if (frequencies.of(term) > 0 || !correctable.test(term.text) || [...term.text].length < shortest) continue
    if (term.beginning !== null && wordsBetween(store, term.beginning, after(term.beginning)).length > 0) continue
    const word = nearestWord(store, term)
    if (word === null) continue
    corrected = replaceWord(corrected, term.text, asWritten(store, word))
  }
  return corrected === query ? null : corrected
}

const correctable = /^[\p{L}\p{M}'’-]+$/u

/** The first letter is rarely the wrong one; if it was, the person sees it. */
function nearestWord(store: Store, { forms }: Term): string | null {
  let best: { readonly term: string; readonly distance: number; readonly doc: number } | null = null
  for (const form of forms) {
    const first = String.fromCodePoint(form.codePointAt(0) ?? 0)
    const allowed = form.length >= long ? 2 : 1
    for (const { term, doc } of wordsBetween(store, first, after(first)).slice(0, mostCompared)) {
      if (Math.abs(term.length - form.length) > allowed || /\d/.test(term)) continue
      const distance = editDistance(form, term, best === null ? allowed : Math.min(allowed, best.distance))
      if (distance === null) continue
      if (best === null || distance < best.distance || (distance === best.distance && doc > best.doc)) best = { term, distance, doc }
    }
  }
  return best?.term ?? null
}

/** The text that sorts right after all that begin with `text`. */
const after = (text: string): string => `${text}\u{10ffff}`

/** The index holds stems; a document has the word as people write it. */
function asWritten(store: Store, word: string): string {
  const id = anyChunkWith(store, word)
  const chunk = id === null ? undefined : hitChunks(store, [id]).get(id)
  const document = chunk === undefined ? undefined : hitDocuments(store, [chunk.document]).get(chunk.document)
  if (chunk === undefined || document === undefined) return word
  for (const text of [textSlice(store, document.id, chunk.start, chunk.end), document.title]) {
    let found: string | null = null
    const token = (form: string, start: number, end: number) => {
      if (form === word) found ??= text.slice(start, end)
    }
    tokenize(text, document.language, { token, tail() {} })
    if (found !== null) return (found as string).toLowerCase()
  }
  return word
}

function replaceWord(query: string, word: string, by: string): string {
  const at = query.indexOf(word)
  return at < 0 ? query : query.slice(0, at) + by + query.slice(at + word.length)
}
