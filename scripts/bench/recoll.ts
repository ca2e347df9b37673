import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeNotes } from './corpus.ts'

export interface AgainstRecoll {
  readonly cpuRatio: number
  readonly sizeRatio: number
  readonly ours: Indexed
  readonly theirs: Indexed
}

interface Indexed {
  readonly cpuSeconds: number
  readonly bytes: number
}

/** One run of either varies by a fifth on a busy machine: they take turns, and the median counts. */
const rounds = 3

const root = join(import.meta.dirname, '../..')
/** As the app has it: what is installed on either side, not what it is made from. */
const cli = join(root, 'out/main/cli.js')

/** Processor seconds of a command and all it waited for, from the shell's own `times`. */
function cpuOf(command: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  const { stderr, status } = spawnSync('/usr/bin/time', ['-f', 'CPU %U %S', ...command], { encoding: 'utf8', env, maxBuffer: 1 << 28 })
  const match = /CPU ([\d.]+) ([\d.]+)/.exec(stderr)
  if (match === null) throw new Error(`${command[0]} could not be timed (exit ${status}): ${stderr.slice(-300)}`)
  return Number(match[1]) + Number(match[2])
}

const sizeBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

function indexedByRecoll(notes: string, place: string): Indexed {
  writeFileSync(join(place, 'recoll.conf'), `topdirs = ${notes}\nidxniceprio = 0\nloglevel = 2\n`)
  return { cpuSeconds: cpuOf(['recollindex', '-c', place]), bytes: sizeBelow(join(place, 'xapiandb')) }
}

function indexedByMagpie(notes: string, place: string): Indexed {
  const home = join(place, 'home')
  spawnSync(process.execPath, [cli, '--home', home, 'source', 'add', 'folder', notes])
  return { cpuSeconds: cpuOf([process.execPath, cli, '--home', home, '--quiet', 'sync', '--no-embed']), bytes: sizeBelow(home) }
}

/** The one whose processor time is in the middle. */
const median = (all: readonly Indexed[]): Indexed => [...all].sort((a, b) => a.cpuSeconds - b.cpuSeconds)[all.length >> 1]!

/** Indexes the same generated Markdown files with Debian's recollindex and with the built `magpie sync --no-embed`, in turns. Null without recoll. */
export function againstRecoll(files: number): AgainstRecoll | null {
  if (!existsSync('/usr/bin/recollindex') || !existsSync('/usr/bin/time')) return null
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the build failed: ${built.stderr.slice(-300)}`)
  const folder = mkdtempSync(join(tmpdir(), 'magpie-recoll-'))
  try {
    const notes = join(folder, 'notes')
    writeNotes(notes, files)
    const all: { readonly theirs: Indexed; readonly ours: Indexed }[] = []
    for (let round = 0; round < rounds; round++) {
      const place = join(folder, `round-${round}`)
      mkdirSync(place)
      all.push({ theirs: indexedByRecoll(notes, place), ours: indexedByMagpie(notes, place) })
      rmSync(place, { recursive: true })
    }
    const ours = median(all.map((round) => round.ours))
    const theirs = median(all.map((round) => round.theirs))
    return { cpuRatio: ours.cpuSeconds / theirs.cpuSeconds, sizeRatio: ours.bytes / theirs.bytes, ours, theirs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
