import { join } from 'node:path'
import type { SearchMode } from '../../src/shared/model.ts'
import { readSet } from '../eval/ir-set.ts'
import { measureRecall } from '../measure-recall.ts'
import { data, run } from './magpie.ts'
import { atLeast, atMost, equal, notRun, type Outcome, type Vow } from './vow.ts'

const evalScript = join(import.meta.dirname, '../eval.ts')

interface EvalReport {
  /** The model the engine picked by itself, or was told to use. */
  readonly model: string
  readonly results: readonly { readonly mode: SearchMode; readonly 'nDCG@10': number }[]
}

const ndcgOf = ({ results }: EvalReport, mode: SearchMode): number => {
  const result = results.find((one) => one.mode === mode)
  if (result === undefined) throw new Error(`eval did not measure ${mode}`)
  return result['nDCG@10']
}

async function evaluate(dir: string, ...args: readonly string[]): Promise<EvalReport> {
  const { code, stdout, stderr } = await run(process.execPath, [evalScript, dir, ...args, '--json'])
  if (code !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? 'eval failed')
  return JSON.parse(stdout) as EvalReport
}

const english = 'all-MiniLM-L6-v2'
const multilingual = 'multilingual-e5-small'

interface Set_ {
  readonly name: string
  readonly archive: string
  readonly folder: string
  readonly language?: string
  readonly hybrid: number
  readonly keyword?: number
  readonly model: string
}

const sets: readonly Set_[] = [
  { name: 'cranfield', archive: 'ir-cranfield', folder: 'cranfield', hybrid: 0.54, model: english },
  { name: 'medline', archive: 'ir-medline', folder: 'medline', hybrid: 0.76, model: english },
  { name: 'adi', archive: 'ir-adi', folder: 'adi', hybrid: 0.5, model: english },
  { name: 'xquad en', archive: 'ir-xquad-en-de-es-zh', folder: 'xquad', language: 'en', hybrid: 0.97, model: english },
  { name: 'xquad de', archive: 'ir-xquad-en-de-es-zh', folder: 'xquad', language: 'de', hybrid: 0.96, model: multilingual },
  { name: 'xquad es', archive: 'ir-xquad-en-de-es-zh', folder: 'xquad', language: 'es', hybrid: 0.96, model: multilingual },
  { name: 'xquad zh', archive: 'ir-xquad-en-de-es-zh', folder: 'xquad', language: 'zh', hybrid: 0.955, keyword: 0.93, model: multilingual },
]

async function measureSet(set: Set_): Promise<readonly Outcome[]> {
  const dir = await data(set.archive)
  if (dir === null) return [notRun(`${set.name}: nDCG@10`, 'the test data is not beside this checkout')]
  const languages = set.language === undefined ? [] : ['--corpus', set.language, '--queries', set.language]
  const report = await evaluate(join(dir, set.folder), ...languages)
  const [hybrid, keyword, semantic] = [ndcgOf(report, 'hybrid'), ndcgOf(report, 'keyword'), ndcgOf(report, 'semantic')]
  return [
    equal(`${set.name}: model the engine picks`, report.model, set.model),
    atLeast(`${set.name}: hybrid nDCG@10`, hybrid, set.hybrid),
    atLeast(
      `${set.name}: hybrid against the better half (keyword ${keyword.toFixed(3)}, meaning ${semantic.toFixed(3)})`,
      hybrid,
      Math.max(keyword, semantic) - 0.02,
    ),
    ...(set.keyword === undefined ? [] : [atLeast(`${set.name}: keyword nDCG@10`, keyword, set.keyword)]),
  ]
}

async function measureAcross(language: string, bar: number): Promise<readonly Outcome[]> {
  const what = `English questions on ${language} texts, by meaning alone: nDCG@10`
  const dir = await data('ir-xquad-en-de-es-zh')
  if (dir === null) return [notRun(what, 'the test data is not beside this checkout')]
  const report = await evaluate(join(dir, 'xquad'), '--corpus', language, '--queries', 'en', '--mode', 'semantic')
  return [atLeast(what, ndcgOf(report, 'semantic'), bar)]
}

async function measurePlan(set: Set_): Promise<readonly Outcome[]> {
  const what = `${set.name}: rarer-half plan against plain OR, difference of nDCG@10`
  const dir = await data(set.archive)
  if (dir === null) return [notRun(what, 'the test data is not beside this checkout')]
  const languages = set.language === undefined ? [] : ['--corpus', set.language, '--queries', set.language]
  const scores = []
  for (const plan of ['plain', 'rarer-half']) {
    scores.push(ndcgOf(await evaluate(join(dir, set.folder), ...languages, '--mode', 'keyword', '--plan', plan), 'keyword'))
  }
  return [atMost(what, Math.abs(scores[0]! - scores[1]!), 0.01)]
}

/** The questions of every set, against the passages of every collection. */
async function measureRealRecall(): Promise<readonly Outcome[]> {
  const what = 'recall@20 of search by meaning on real vectors'
  const texts: { name: string; text: string }[] = []
  const questions: string[] = []
  for (const { archive, folder, language } of sets) {
    const dir = await data(archive)
    if (dir === null) return [notRun(what, 'the test data is not beside this checkout')]
    const set = readSet(join(dir, folder), language, language)
    set.corpus.forEach(({ title, text }, i) => {
      texts.push({ name: `${folder}-${language ?? ''}-${i}.md`, text: `# ${title}\n\n${text}\n` })
    })
    questions.push(...set.queries.map((query) => query.text))
  }
  const folders = (await Promise.all(['notes-small-licensed', 'ir-chunking_eval', 'docs-dev-compact'].map(data))).filter(
    (dir) => dir !== null,
  )
  // Every seventh question: about 800 of all sets and languages.
  const asked = questions.filter((_, i) => i % 7 === 0)
  const figures = await measureRecall({ folders, texts, questions: asked })
  return figures.map(({ model, passages, recall }) =>
    atLeast(`recall@20 against exact float32, ${model}, ${passages} real passages, ${asked.length} questions`, recall, 0.98),
  )
}

export const searchPromises: readonly Vow[] = [
  ...sets.map((set) => ({ what: set.name, measure: () => measureSet(set) })),
  ...(
    [
      ['de', 0.9],
      ['es', 0.92],
      ['zh', 0.81],
    ] as const
  ).map(([language, bar]) => ({
    what: `across ${language}`,
    measure: () => measureAcross(language, bar),
  })),
  ...sets
    .filter(({ name }) => ['cranfield', 'medline', 'xquad en'].includes(name))
    .map((set) => ({
      what: `${set.name}: keyword plan`,
      measure: () => measurePlan(set),
    })),
  { what: 'real vectors', measure: measureRealRecall },
]
