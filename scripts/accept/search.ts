import { join } from 'node:path'
import { data, run } from './magpie.ts'
import { atLeast, atMost, equal, notRun, type Outcome, type Vow } from './vow.ts'

const evalScript = join(import.meta.dirname, '../eval.ts')

interface EvalReport {
  /** The model the engine picked by itself, or was told to use. */
  readonly model: string
  readonly modes: Readonly<Record<string, { readonly ndcg: number; readonly mrr: number; readonly recall: number }>>
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
  const { model, modes } = await evaluate(join(dir, set.folder), ...languages)
  const [hybrid, keyword, semantic] = ['hybrid', 'keyword', 'semantic'].map((mode) => modes[mode]?.ndcg ?? 0) as [number, number, number]
  return [
    equal(`${set.name}: model the engine picks`, model, set.model),
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
  const { modes } = await evaluate(join(dir, 'xquad'), '--corpus', language, '--queries', 'en', '--mode', 'semantic')
  return [atLeast(what, modes.semantic?.ndcg ?? 0, bar)]
}

async function measurePlan(set: Set_): Promise<readonly Outcome[]> {
  const what = `${set.name}: rarer-half plan against plain OR, difference of nDCG@10`
  const dir = await data(set.archive)
  if (dir === null) return [notRun(what, 'the test data is not beside this checkout')]
  const languages = set.language === undefined ? [] : ['--corpus', set.language, '--queries', set.language]
  const scores = []
  for (const plan of ['plain', 'rarer-half']) {
    const { modes } = await evaluate(join(dir, set.folder), ...languages, '--mode', 'keyword', '--plan', plan)
    scores.push(modes.keyword?.ndcg ?? 0)
  }
  return [atMost(what, Math.abs(scores[0]! - scores[1]!), 0.01)]
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
]
