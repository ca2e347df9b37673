import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { createExtractPool } from '../src/engine/extract/pool.ts'
import { residentMemory } from '../src/engine/extract/resident-memory.ts'
import { spawnNodeChild } from '../src/engine/index.ts'
import type { Container, Derived, DerivedPart, DeriveRequest } from '../src/shared/derived.ts'
import { missingWords } from './eval/word-recall.ts'

/** A line of the manifest: a file, the words that other tools found in it, and what kind of file it is. */
interface Entry {
  readonly path: string
  readonly group: string
  readonly class: string
  readonly words?: readonly string[]
}

interface Result {
  readonly entry: Entry
  readonly ms: number
  readonly derived: Derived
  readonly missing: readonly string[]
}

const command = new Command('eval:extract')
  .description('Extracts every file a manifest names, in the child that the engine uses, and prints what was found of its words.')
  .argument('<manifest>', 'JSON lines of { path, group, class, words }')
  .argument('<dir>', 'where the paths lead from')
  .option('--only <group>', 'one format')
  .option('--misses', 'list the files that lack words, and those without text with the reason')
  .option('--json', 'print one JSON value')
  .parse()

interface Options {
  readonly only?: string
  readonly misses?: boolean
  readonly json?: boolean
}

const worded = ({ entry }: Result) => entry.words !== undefined && (entry.class === 'text' || entry.class === 'short')
const reason = ({ derived }: Result) =>
  derived.status === 'skipped' ? `skipped: ${derived.reason}` : derived.status === 'failed' ? `failed: ${derived.problem}` : 'text'

/** One format's files in a child of their own, so that its memory is that format's. */
async function extractAll(entries: readonly Entry[], dir: string) {
  let peak = 0
  let pid = 0
  const scratch = mkdtempSync(join(tmpdir(), 'magpie-eval-extract-'))
  const pool = createExtractPool({
    size: 1,
    scratch,
    spawn: (kind, args) => {
      const child = spawnNodeChild(kind, args)
      pid = child.pid
      return child
    },
  })
  const look = async () => {
    peak = Math.max(peak, (pid === 0 ? null : await residentMemory(pid)) ?? 0)
  }
  const poll = setInterval(look, 25)
  const results: Result[] = []
  try {
    for (const [i, entry] of entries.entries()) {
      const content = { type: 'file', path: join(dir, entry.path) } as const
      const request = { content, name: entry.path.split('/').at(-1)!, mimeType: 'application/octet-stream', title: null }
      const started = performance.now()
      const derived = await pool.derive({ ...request, scratch: join(scratch, String(i)) }, signal)
      const ms = performance.now() - started
      await look()
      const found = [foundIn(derived), ...(await foundInside(pool, derived, content.path, join(scratch, `${i}-`), []))]
      results.push({ entry, ms, derived, missing: missingWords(entry.words ?? [], found.join('\n')) })
    }
  } finally {
    clearInterval(poll)
    pool.close()
    rmSync(scratch, { recursive: true, force: true })
  }
  return { results, peak }
}

const signal = new AbortController().signal

/** What a search can find of a document: its text and what it says about itself. */
const foundIn = (derived: Derived): string =>
  derived.status === 'ok' ? [derived.text, derived.title, derived.author, ...derived.labels].filter(Boolean).join('\n') : ''

/** The same of the attachments, messages and entries inside it. */
async function foundInside(
  pool: ReturnType<typeof createExtractPool>,
  holder: Derived,
  path: string,
  scratch: string,
  within: readonly Container[],
): Promise<readonly string[]> {
  const found: string[] = []
  for (const [i, part] of ((holder.status === 'ok' && holder.parts) || []).entries()) {
    const content = contentOf(part, path)
    if (content === null) continue
    const { name, mimeType, title, container } = part
    const inside = [...within, container]
    const derived = await pool.derive({ content, name, mimeType, title, scratch: `${scratch}${i}`, within: inside }, signal)
    found.push(foundIn(derived))
    if (content.type === 'file') found.push(...(await foundInside(pool, derived, content.path, `${scratch}${i}-`, inside)))
  }
  return found
}

function contentOf({ content }: DerivedPart, path: string): DeriveRequest['content'] | null {
  if (content.type === 'range') return { type: 'file', path, range: [content.start, content.end] }
  return content.type === 'file' || content.type === 'text' ? content : null
}

function summary(results: readonly Result[], peak: number) {
  const asked = results.filter(worded)
  const of = asked.reduce((sum, { entry }) => sum + entry.words!.length, 0)
  const missed = asked.reduce((sum, { missing }) => sum + missing.length, 0)
  const times = results.map(({ ms }) => ms).sort((a, b) => a - b)
  const reasons = Map.groupBy(
    results.filter((result) => result.derived.status !== 'ok'),
    reason,
  )
  return {
    files: results.length,
    worded: asked.length,
    words: of,
    found: of - missed,
    recall: of === 0 ? null : (of - missed) / of,
    all: asked.filter(({ missing }) => missing.length === 0).length,
    none: asked.filter(({ entry, missing }) => missing.length === entry.words!.length).length,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p95: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? 0,
    peakMb: peak / 1_048_576,
    without: Object.fromEntries([...reasons].map(([name, some]) => [name, some.length])),
  }
}

async function run(manifest: string, dir: string, options: Options): Promise<void> {
  const entries = readFileSync(manifest, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ group }) => options.only === undefined || group === options.only)
  const all: Result[] = []
  const formats: Record<string, ReturnType<typeof summary>> = {}
  for (const [group, some] of Map.groupBy(entries, ({ group }) => group)) {
    const { results, peak } = await extractAll(some, resolve(dir))
    all.push(...results)
    formats[group] = summary(results, peak)
    if (!options.json) printFormat(group, formats[group])
    if (options.misses) printMisses(results)
  }
  const total = summary(all, Math.max(0, ...Object.values(formats).map(({ peakMb }) => peakMb)) * 1_048_576)
  if (options.json) console.log(JSON.stringify({ formats, total, files: all.map(fileLine) }))
  else printFormat('all', total)
}

const fileLine = (result: Result) => ({
  path: result.entry.path,
  class: result.entry.class,
  outcome: reason(result),
  missing: result.missing.length,
})

function printFormat(group: string, format: ReturnType<typeof summary>): void {
  const { files, recall, all, worded, none, p50, p95, peakMb, without } = format
  const reasons = Object.entries(without).map(([name, count]) => `${name} ${count}`)
  console.log(
    [
      group.padEnd(8),
      `files ${String(files).padStart(3)}`,
      `recall ${recall === null ? '    -' : recall.toFixed(3)}`,
      `all words ${all}/${worded}`,
      `no word ${none}`,
      `p50 ${p50.toFixed(0)} ms`,
      `p95 ${p95.toFixed(0)} ms`,
      `peak ${peakMb.toFixed(0)} MB`,
      reasons.join(', '),
    ].join('  '),
  )
}

function printMisses(results: readonly Result[]): void {
  for (const result of results) {
    const { entry, missing, derived } = result
    if (worded(result) && missing.length > 0) {
      console.log(`    ${entry.path}  ${missing.length}/${entry.words!.length}  ${reason(result)}  ${missing.slice(0, 8).join(' ')}`)
    } else if (!worded(result)) {
      const kept = derived.status === 'ok' ? `text ${JSON.stringify(derived.text.slice(0, 60))}` : reason(result)
      console.log(`    ${entry.path}  ${entry.class}: ${kept}`)
    }
  }
}

await run(command.args[0]!, command.args[1]!, command.opts<Options>())
