import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A seeded source of numbers in [0, 1): the same corpus on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const syllables =
  'ba be bi bo bu da de di do du fa fe fi ga ge go ka ke ki ko la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi wa we za ze'.split(
    ' ',
  )
const common =
  'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just state those people too mr how little good world make very year still see own work men day get here old life both between being under three never know same last another while us might great go come since against right used take states himself few house use during without place american again home around small however mrs thought part high general school every does got united left number course war until always away something fact water less public put think almost hand enough took far head yet better set told nothing night end why didn called eyes find going look asked later point knew next city business give group toward days young let room within side social present given several order often important'.split(
    ' ',
  )

/** A Zipf-like vocabulary: everyday words in front, invented ones behind. */
export function vocabulary(random: () => number, size: number): readonly string[] {
  const words = [...common]
  const seen = new Set(words)
  while (words.length < size) {
    const word = Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join('')
    if (!seen.has(word)) words.push(word)
    seen.add(word)
  }
  return words
}

/** Word number by Zipf's law over `size` words. */
export const zipf = (random: () => number, size: number): number => Math.min(size - 1, Math.floor(size ** random()) - 1)

export interface Corpus {
  readonly bytes: number
  readonly files: number
  readonly words: readonly string[]
}

/** Writes `files` Markdown notes of about `bytesEach` bytes with headings, lists and links below `folder`. */
export function writeNotes(folder: string, files: number, bytesEach = 4_000, seed = 1): Corpus {
  const random = seeded(seed)
  const words = vocabulary(random, 30_000)
  const word = () => words[zipf(random, words.length)]!
  const sentence = () => {
    const text = Array.from({ length: 6 + Math.floor(random() * 14) }, word).join(' ')
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`
  }
  let bytes = 0
  for (let i = 0; i < files; i++) {
    const dir = join(folder, `area-${i % 40}`, `topic-${i % 7}`)
    if (i < 280) mkdirSync(dir, { recursive: true })
    const parts = [`# ${sentence().slice(0, -1)}`]
    for (let size = 0; size < bytesEach; ) {
      const paragraph = Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' ')
      const part = random() < 0.15 ? `## ${word()} ${word()}` : random() < 0.15 ? `- ${sentence()}\n- ${sentence()}` : paragraph
      parts.push(part)
      size += part.length + 2
    }
    const text = `${parts.join('\n\n')}\n`
    bytes += Buffer.byteLength(text)
    writeFileSync(join(dir, `note-${i}.md`), text)
  }
  return { bytes, files, words }
}

/** Questions of `terms` words each, common and rare ones mixed as people do. */
export function questions(words: readonly string[], count: number, terms: number, seed = 7): readonly string[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => Array.from({ length: terms }, () => words[zipf(random, words.length)]).join(' '))
}
