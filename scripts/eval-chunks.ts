import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chunkMarkdown } from '../src/engine/chunk/chunk-markdown.ts'
import type { ChunkSizes, PassageRange } from '../src/engine/chunk/passage-range.ts'
import { proseSizes } from '../src/engine/chunk/passage-range.ts'
import { loadModels } from '../src/engine/embed/manifest.ts'
import { sourceResources } from '../src/engine/index.ts'
import { passageText } from '../src/shared/passage.ts'
import { type DirectModel, openDirectModel } from './eval/direct-model.ts'

/**
 * `npm run eval:chunks -- DIR [MODEL]`: how well passages of several sizes hold what answers a question. DIR holds
 * `corpora/*.md` and `queries.jsonl`, whose questions name the spans of characters that answer them. For each size: of
 * those characters, the share inside the passages found first (recall), of what was found, the share that answers
 * (precision), and both in one (overlap: intersection over union). As many passages are taken as make up about 650 tokens
 * of reading, so that large ones get no more than small ones.
 */
const readTokens = 650

interface Question {
  readonly text: string
  readonly corpus: string
  readonly references: readonly { readonly start_index: number; readonly end_index: number }[]
}

const sizes: readonly ChunkSizes[] = [
  { most: 50, small: 25 },
  { most: 80, small: 40 },
  proseSizes,
  { most: 160, small: 80 },
  { most: 250, small: 125 },
]

async function measure(model: DirectModel, corpora: ReadonlyMap<string, string>, questions: readonly Question[], size: ChunkSizes) {
  const asked = await model.embed(
    questions.map((question) => question.text),
    'query',
  )
  const sums = { recall: 0, precision: 0, overlap: 0 }
  const take = Math.max(1, Math.round(readTokens / size.most))
  let count = 0
  for (const [name, text] of corpora) {
    const passages = chunkMarkdown(text, null, size)
    count += passages.length
    const vectors = await model.embed(
      passages.map(({ start, end, heading }) => passageText({ title: null, heading, body: text.slice(start, end) })),
      'passage',
    )
    questions.forEach((question, at) => {
      if (question.corpus !== name) return
      const best = vectors
        .map((vector, i) => ({ passage: passages[i]!, score: dot(vector, asked[at]!) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, take)
      const { recall, precision, overlap } = compare(
        best.map(({ passage }) => passage),
        question,
      )
      sums.recall += recall / questions.length
      sums.precision += precision / questions.length
      sums.overlap += overlap / questions.length
    })
  }
  return { passages: count, taken: take, ...sums }
}

function compare(found: readonly PassageRange[], { references }: Question) {
  const wanted = references.map(({ start_index, end_index }) => ({ start: start_index, end: end_index }))
  const common = found.flatMap((a) => wanted.map((b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))))
  const both = total(common)
  const foundLength = total(found.map(({ start, end }) => end - start))
  const wantedLength = total(wanted.map(({ start, end }) => end - start))
  return { recall: both / wantedLength, precision: both / foundLength, overlap: both / (foundLength + wantedLength - both) }
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0)

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

async function run(dir: string, only: string | undefined): Promise<void> {
  const questions = readFileSync(join(dir, 'queries.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Question)
  const names = [...new Set(questions.map(({ corpus }) => corpus))]
  const corpora = new Map(names.map((name) => [name, readFileSync(join(dir, 'corpora', name), 'utf8')]))
  for (const manifest of loadModels(sourceResources)) {
    if (only !== undefined && manifest.name !== only) continue
    const model = await openDirectModel(manifest)
    console.log(`${manifest.name}, ${questions.length} questions`)
    const rows: Record<string, Record<string, number>> = {}
    for (const size of sizes) {
      const figures = await measure(model, corpora, questions, size)
      rows[`${size.most} tokens${size === proseSizes ? ' (in use)' : ''}`] = Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]),
      )
    }
    console.table(rows)
  }
}

const [dir, model] = process.argv.slice(2)
if (dir === undefined) {
  console.error('Say where the set lies: npm run eval:chunks -- DIR [MODEL]')
  process.exitCode = 2
} else await run(dir, model)
