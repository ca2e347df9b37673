import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SearchMode } from '../../src/shared/model.ts'
import { questions, writeNotes } from './corpus.ts'
import { ask, askDuring, openBenchEngine } from './engine.ts'
import { latency, percentile, show } from './figures.ts'
import { family, roleOf } from './processes.ts'

export interface IndexingFigures {
  readonly filesPerSecond: number
  readonly cpuSeconds: number
  readonly bytesPerTextByte: number
  /** Before the large sync, on the small index it begins with. */
  readonly idle: Readonly<Record<SearchMode, readonly number[]>>
  /** After it, on all that was indexed. */
  readonly idleAfter: readonly number[]
  readonly duringIngest: readonly number[]
  readonly duringEmbedding: readonly number[]
  readonly changeToFoundMs: readonly number[]
}

const modes: readonly SearchMode[] = ['keyword', 'semantic', 'hybrid']

/** Indexes generated notes with the real engine and asks it questions before, while and after. */
export async function measureIndexing(files: number, embedded: number): Promise<IndexingFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-bench-'))
  const notes = join(folder, 'notes')
  const small = join(folder, 'small')
  const engine = await openBenchEngine(folder)
  try {
    const corpus = writeNotes(small, embedded, 2_000, 2)
    await engine.client.call('sources.add', { connector: 'folder', settings: { path: small } })
    await engine.client.call('sync.run', {})
    const asked = questions(corpus.words, 60, 4)
    const idle = {
      keyword: await ask(engine, asked, 'keyword'),
      semantic: await ask(engine, asked, 'semantic'),
      hybrid: await ask(engine, asked, 'hybrid'),
    }
    for (const mode of modes) show(`query, ${mode}, ${embedded} notes`, latency(idle[mode]))

    const big = writeNotes(notes, files)
    await engine.client.call('sources.add', { connector: 'folder', settings: { path: notes } })
    const cpuBefore = cpu()
    const started = performance.now()
    const run = engine.client.call('sync.run', { embed: false })
    const duringIngest = await askDuring(engine, asked, 'hybrid', run)
    await run
    const seconds = (performance.now() - started) / 1000
    const cpuSeconds = cpu() - cpuBefore
    show('files a second to searchable by keyword', `${(files / seconds).toFixed(0)} (with queries all the while)`)
    show('processor seconds for it', cpuSeconds.toFixed(1))
    show('query, hybrid, during ingest', latency(duringIngest))
    const { chunks } = await engine.client.call('status', {})
    const { bytes } = await engine.client.call('status', {})
    const bytesPerTextByte = bytes / (big.bytes + corpus.bytes)
    show('index bytes per byte of text', bytesPerTextByte.toFixed(2))
    show('query, keyword', `${latency(await ask(engine, asked, 'keyword'))}, ${chunks} passages`)
    const idleAfter = await ask(engine, asked, 'hybrid')
    show('query, hybrid', `${latency(idleAfter)}, ${chunks} passages`)

    const embedding = engine.client.call('embedding.resume', {}).then(() => sleep(20_000))
    void engine.client.call('sync.run', {}).catch(() => {})
    const duringEmbedding = await askDuring(engine, asked, 'hybrid', embedding)
    const status = await engine.client.call('embedding.status', {})
    show('query, hybrid, during embedding', `${latency(duringEmbedding)}, ${status.tokensPerSecond?.toFixed(0) ?? '?'} tokens/s`)
    await engine.client.call('embedding.pause', {})

    for (const [role, mb] of memory()) show(`memory, ${role}`, `${mb.toFixed(0)} MB`)
    return {
      filesPerSecond: files / seconds,
      cpuSeconds,
      bytesPerTextByte,
      idle,
      idleAfter,
      duringIngest,
      duringEmbedding,
      changeToFoundMs: [],
    }
  } finally {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How long from writing a file in a watched folder until a search finds it. */
export async function measureChange(rounds: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-bench-'))
  const notes = join(folder, 'notes')
  writeNotes(notes, 300)
  const engine = await openBenchEngine(folder, true)
  try {
    await engine.client.call('sources.add', { connector: 'folder', settings: { path: notes } })
    await engine.client.call('sync.run', { embed: false })
    const times: number[] = []
    for (let i = 0; i < rounds; i++) {
      const word = `quetzal${i}marker`
      await sleep(500)
      writeFileSync(join(notes, `fresh-${i}.md`), `# Fresh\n\nThe word is ${word}.\n`)
      const started = performance.now()
      while ((await engine.client.call('search', { query: word, mode: 'keyword' })).hits.length === 0) {
        if (performance.now() - started > 30_000) throw new Error('a change was not found within 30 s')
        await sleep(20)
      }
      times.push(performance.now() - started)
    }
    show("from a file's change to its being found", latency(times))
    return times
  } finally {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const cpu = () => family(process.pid).reduce((sum, member) => sum + member.cpuSeconds, 0)

function memory(): ReadonlyMap<string, number> {
  const byRole = new Map<string, number>()
  for (const member of family(process.pid)) byRole.set(roleOf(member), (byRole.get(roleOf(member)) ?? 0) + member.rssMb)
  return byRole
}

/** While an index grows, queries are compared with those of the idle engine on the index before and after. */
export const slowdownOfIngest = ({ duringIngest, idle, idleAfter }: IndexingFigures): number =>
  slowdown(duringIngest, [...idle.hybrid, ...idleAfter])

export const slowdownOfEmbedding = ({ duringEmbedding, idleAfter }: IndexingFigures): number => slowdown(duringEmbedding, idleAfter)

const slowdown = (busy: readonly number[], idle: readonly number[]): number => percentile(busy, 0.95) / percentile(idle, 0.95)

export const sizeOf = (path: string): number => statSync(path).size
