import { spawn } from 'node:child_process'
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { data, magpie, magpieJson, withFolder } from './magpie.ts'
import { atMost, equal, notRun, type Outcome, type Vow } from './vow.ts'

interface StatusJson {
  readonly sources: readonly {
    readonly documents: number
    readonly searchable: number
    readonly waiting: number
    readonly skipped: Readonly<Record<string, number>>
    readonly failed: Readonly<Record<string, number>>
  }[]
  readonly chunks: number
  readonly embedding: { readonly done: number; readonly total: number }
}
interface RunsJson {
  readonly runs: readonly {
    readonly outcome: string
    readonly read: number
    readonly listed: number
    readonly added: number
    readonly unchanged: number
  }[]
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0)
const filesIn = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

async function withNotes(measure: (notes: string, home: string) => Promise<readonly Outcome[]>, what: string): Promise<readonly Outcome[]> {
  const archive = await data('notes-small-licensed')
  if (archive === null) return [notRun(what, 'the test data is not beside this checkout')]
  return withFolder(async (folder) => {
    const notes = join(folder, 'notes')
    const top = readdirSync(archive, { withFileTypes: true }).find((entry) => entry.isDirectory())
    cpSync(join(archive, top?.name ?? ''), notes, { recursive: true })
    return measure(notes, join(folder, 'home'))
  })
}

const accounted: Vow = {
  what: 'notes: every file accounted for',
  measure: () =>
    withNotes(async (notes, home) => {
      await magpie(home, 'source', 'add', 'folder', notes, 'hidden=true', 'ignoreFiles=false')
      await magpie(home, 'sync', '--quiet')
      const status = await magpieJson<StatusJson>(home, 'status')
      const source = status.sources[0]!
      const second = await magpieJson<RunsJson>(home, 'sync')
      const after = await magpieJson<StatusJson>(home, 'status')
      return [
        equal('notes: files in the receipt', source.documents, filesIn(notes)),
        equal(
          'notes: listed = searchable + waiting + skipped + failed',
          source.searchable + source.waiting + sum(source.skipped) + sum(source.failed),
          source.documents,
        ),
        equal('notes: files read by a second sync', second.runs[0]!.read, 0),
        equal('notes: passages embedded by a second sync', after.embedding.done - status.embedding.done, 0),
      ]
    }, 'notes: every file accounted for'),
}

/** Ends the command's whole family at once, as a power cut would. */
async function killedSync(home: string, afterMs: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../src/cli/index.ts'), '--home', home, '--quiet', 'sync', '--no-embed'],
    {
      stdio: 'ignore',
      detached: true,
    },
  )
  const ended = new Promise((done) => child.once('exit', done))
  const timer = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }, afterMs)
  await ended
  clearTimeout(timer)
}

const killed: Vow = {
  what: 'kill -9 at 50 random points of a sync',
  measure: () =>
    withNotes(async (notes, home) => {
      await magpie(home, 'source', 'add', 'folder', notes)
      const started = Date.now()
      await withFolder(async (other) => {
        await magpie(join(other, 'home'), 'source', 'add', 'folder', notes)
        await magpie(join(other, 'home'), 'sync', '--no-embed', '--quiet')
      })
      const wholeMs = Date.now() - started
      let lost = 0
      let broken = 0
      let known = 0
      for (let round = 0; round < 50; round++) {
        await killedSync(home, Math.random() * wholeMs)
        const report = await magpieJson<{ ok: boolean }>(home, 'doctor')
        if (!report.ok) broken++
        const { sources } = await magpieJson<StatusJson>(home, 'status')
        const now = sources[0]!.searchable
        if (now < known) lost++
        known = now
        // Once complete there is nothing left to interrupt: every file is touched by listing it anew.
        if (now >= filesIn(notes) * 0.95) {
          rmSync(home, { recursive: true, force: true })
          await magpie(home, 'source', 'add', 'folder', notes)
          known = 0
        }
      }
      const last = await magpieJson<RunsJson>(home, 'sync', '--no-embed')
      const { sources } = await magpieJson<StatusJson>(home, 'status')
      return [
        atMost('kill -9 × 50: reopenings that lost a committed page', lost, 0, 0),
        atMost('kill -9 × 50: reopenings where a check of the index failed', broken, 0, 0),
        equal('kill -9 × 50: the next sync', last.runs[0]!.outcome.replace('-with-failures', ''), 'completed'),
        equal('kill -9 × 50: documents waiting after it', sources[0]!.waiting, 0),
      ]
    }, 'kill -9 × 50'),
}

export const syncPromises: readonly Vow[] = [accounted, killed]
