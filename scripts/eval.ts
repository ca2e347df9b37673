import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { openEngine, sourceResources, spawnNodeChild } from '../src/engine/index.ts'
import type { SearchMode } from '../src/shared/model.ts'
import { type Entry, readSet, type TestSet } from './eval/ir-set.ts'
import { mrr, ndcg, recall } from './eval/measures.ts'

const modes: readonly SearchMode[] = ['keyword', 'semantic', 'hybrid']
/** Recall is measured on so many documents. */
const asked = 100

const command = new Command('eval')
  .description('Indexes a retrieval test set as a folder of Markdown files and prints how well it is searched.')
  .argument('<dir>', 'folder with corpus.jsonl (or corpus.LANG.jsonl), queries.jsonl and qrels.tsv')
  .option('--corpus <lang>', 'language of the corpus, for sets in several')
  .option('--queries <lang>', 'language of the queries; default: that of the corpus')
  .option('--model <name>', 'embedding model; default: the one the engine picks by itself')
  .addOption(new Option('--mode <mode>', 'measure this mode only').choices(modes))
  .addOption(new Option('--plan <plan>', 'keyword plan to force').choices(['plain', 'rarer-half']))
  .option('--json', 'print one JSON value')
  .parse()

interface Options {
  readonly corpus?: string
  readonly queries?: string
  readonly model?: string
  readonly mode?: SearchMode
  readonly plan?: string
  readonly json?: boolean
}

async function run(dir: string, options: Options): Promise<void> {
  const set = readSet(dir, options.corpus, options.queries ?? options.corpus)
  const place = mkdtempSync(join(tmpdir(), 'magpie-eval-'))
  const engine = await openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
  })
  try {
    const { call } = engine.client
    const ids = writeFiles(join(place, 'files'), set.corpus)
    if (options.model !== undefined) await call('settings.set', { key: 'model', value: options.model })
    if (options.plan !== undefined) await call('settings.set', { key: 'keywordPlan', value: options.plan })
    await call('sources.add', { connector: 'folder', settings: { path: join(place, 'files') } })
    const started = performance.now()
    const { runs } = await call('sync.run', { embed: options.mode !== 'keyword' })
    const seconds = (performance.now() - started) / 1000
    const { model } = await call('embedding.status', {})
    const wanted = options.mode === undefined ? modes : [options.mode]
    const results = []
    for (const mode of wanted) results.push({ mode, ...(await measure(call, mode, set, ids)) })
    if (options.json) {
      console.log(JSON.stringify({ set: dir, model, picked: options.model === undefined, documents: set.corpus.length, seconds, results }))
      return
    }
    console.log(`${set.corpus.length} documents, ${set.queries.length} queries, ${runs[0]?.outcome} in ${seconds.toFixed(1)} s`)
    if (model !== '') console.log(`model: ${model} (${options.model === undefined ? 'picked by the engine' : 'as asked'})`)
    console.table(
      Object.fromEntries(
        results.map(({ mode, ...row }) => [mode, Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Number(v.toFixed(4))]))]),
      ),
    )
  } finally {
    await engine.close()
    rmSync(place, { recursive: true, force: true })
  }
}

type Call = Awaited<ReturnType<typeof openEngine>>['client']['call']

async function measure(call: Call, mode: SearchMode, set: TestSet, ids: ReadonlyMap<string, string>) {
  const sums = { 'nDCG@10': 0, 'MRR@10': 0, 'recall@100': 0 }
  const took: number[] = []
  for (const query of set.queries) {
    const answer = await call('search', { query: plainWords(query.text), mode, limit: asked, bare: true })
    if (answer.mode !== mode) throw new Error(`asked for ${mode}, answered by ${answer.mode}`)
    took.push(answer.tookMs)
    const found = answer.hits.map((hit) => ids.get(hit.externalId) ?? '')
    const relevant = set.relevant.get(query.id) as ReadonlyMap<string, number>
    sums['nDCG@10'] += ndcg(found, relevant, 10)
    sums['MRR@10'] += mrr(found, relevant, 10)
    sums['recall@100'] += recall(found, relevant, 100)
  }
  took.sort((a, b) => a - b)
  const share = (sum: number) => sum / set.queries.length
  return {
    'nDCG@10': share(sums['nDCG@10']),
    'MRR@10': share(sums['MRR@10']),
    'recall@100': share(sums['recall@100']),
    'p50 ms': took[Math.floor(took.length / 2)] ?? 0,
    'p95 ms': took[Math.floor(took.length * 0.95)] ?? 0,
  }
}

/** Test questions are plain words, not query syntax: a quotation mark in one asks for no phrase, a colon for no filter. */
const plainWords = (text: string): string =>
  text
    .replace(/["“”„«»＂]/g, ' ')
    .replace(/(^|\s)-+/g, '$1')
    .replace(/:(?=\S)/g, ': ')

/** One Markdown file for each entry; the answer leads from a file's name to the entry's id. */
function writeFiles(folder: string, corpus: readonly Entry[]): Map<string, string> {
  mkdirSync(folder, { recursive: true })
  const ids = new Map<string, string>()
  corpus.forEach(({ id, title, text }, i) => {
    const name = `entry-${String(i).padStart(6, '0')}.md`
    ids.set(name, id)
    writeFileSync(join(folder, name), `${title === '' ? '' : `# ${title.replace(/\s+/g, ' ')}\n\n`}${text}\n`)
  })
  return ids
}

await run(command.args[0] as string, command.opts<Options>())
