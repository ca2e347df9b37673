import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Hit, SearchAnswer, SearchMode } from '../shared/model.ts'
import { MagpieError } from '../shared/problem.ts'
import { whyNothing } from './nothing-yet.ts'
import { type Session, withSession } from './session.ts'

interface SearchOptions {
  readonly mode: SearchMode
  readonly sort: 'relevance' | 'date'
  readonly limit: number
  readonly source?: string
  readonly explain?: boolean
  readonly batch?: string
}

export function addSearchCommands(program: Command): void {
  program
    .command('search [query...]')
    .description('find documents by words and by meaning')
    .addOption(new Option('--mode <mode>', 'how to search').choices(['hybrid', 'keyword', 'semantic']).default('hybrid'))
    .addOption(new Option('--sort <order>', 'which come first').choices(['relevance', 'date']).default('relevance'))
    .option('--limit <n>', 'at most so many documents', count, 10)
    .option('--source <id>', 'only in this source')
    .option('--explain', 'say how each score came about')
    .option('--batch <file>', 'many queries, JSON lines of {"_id","text"}')
    .action((words: string[], options: SearchOptions, command: Command) =>
      withSession(command, (session) =>
        options.batch === undefined ? one(session, words.join(' '), options) : batch(session, options.batch, options),
      ),
    )

  program
    .command('similar <documentId>')
    .description('the nearest documents by meaning')
    .option('--limit <n>', 'at most so many', count, 10)
    .action((id: string, options: { limit: number }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const answer = await client.call('similar', { documentId: count(id), limit: options.limit })
        print(answerJson(answer, false), () => answer.hits.map(describeHit).join('\n\n'))
      }),
    )
}

async function one(session: Session, query: string, options: SearchOptions): Promise<void> {
  if (query.trim() === '') throw new MagpieError('bad-request', { call: 'search', detail: 'say what to look for' })
  const answer = await session.client.call('search', request(query, options))
  const text = answer.hits.length === 0 ? await whyNothing(session) : describeAnswer(answer)
  session.print(answerJson(answer, options.explain ?? false), () => text)
}

async function batch(session: Session, file: string, options: SearchOptions): Promise<void> {
  if (!existsSync(file)) throw new MagpieError('file-unreadable', { path: file })
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const { _id, text } = parseLine(line)
    const answer = await session.client.call('search', { ...request(text, options), bare: true })
    session.line({ _id, tookMs: answer.tookMs, hits: answer.hits.map(({ externalId, score }) => ({ externalId, score })) })
  }
}

function parseLine(line: string): { readonly _id: string; readonly text: string } {
  try {
    const parsed = JSON.parse(line) as { _id?: unknown; text?: unknown }
    if ((typeof parsed._id === 'string' || typeof parsed._id === 'number') && typeof parsed.text === 'string')
      return { _id: String(parsed._id), text: parsed.text }
  } catch {
    // Said below, with the line.
  }
  throw new MagpieError('bad-request', { call: line.slice(0, 80), detail: 'each line must be {"_id": …, "text": …}' })
}

const request = (query: string, { mode, sort, limit, source, explain }: SearchOptions) => ({
  query,
  mode,
  sort,
  limit,
  explain: explain ?? false,
  ...(source === undefined ? {} : { source }),
})

/** The public shape: plain strings; marks are for windows. Extra fields may be added, none taken away. */
function answerJson({ query, tookMs, total, hits, mode, meaningCoverage, understood }: SearchAnswer, explain: boolean) {
  return {
    query,
    tookMs,
    total,
    mode,
    meaningCoverage,
    understood,
    hits: hits.map((hit) => ({
      documentId: hit.documentId,
      externalId: hit.externalId,
      source: hit.source,
      connector: hit.connector,
      title: hit.title.text,
      url: hit.url,
      path: hit.path,
      mimeType: hit.mimeType,
      author: hit.author,
      updatedAt: hit.updatedAt,
      score: hit.score,
      snippet: hit.snippet.text,
      heading: hit.heading,
      why: hit.why,
      places: hit.places,
      ...(explain ? { explain: hit.explain } : {}),
    })),
  }
}

function describeAnswer(answer: SearchAnswer): string {
  const coverage = answer.meaningCoverage < 1 ? `; ${Math.floor(answer.meaningCoverage * 100)} % searchable by meaning` : ''
  return `${answer.hits.map(describeHit).join('\n\n')}\n\n${answer.total} found in ${Math.round(answer.tookMs)} ms${coverage}`
}

const describeHit = (hit: Hit): string =>
  `${hit.documentId}\t${hit.title.text}\n  ${[...hit.path, hit.externalId].join(' › ')}\n  ${hit.snippet.text.replace(/\s+/g, ' ').trim()}\n  (${hit.why.join(', ')})`

function count(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('must be a whole number above 0.')
  return n
}
