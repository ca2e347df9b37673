import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { data, run, sharedData } from './magpie.ts'
import { atLeast, equal, notRun, type Outcome, type Vow } from './vow.ts'

interface Measured {
  readonly formats: Readonly<Record<string, { readonly files: number; readonly words: number; readonly found: number }>>
  readonly files: readonly { readonly path: string; readonly class: string; readonly outcome: string; readonly missing: number }[]
}

/** Formats with fewer files say nothing about themselves. */
const fewestFiles = 10
/** A file or two each of formats that have no group of their own. */
const mixture = 'other'
const crashes = /crashed|timeout|out-of-memory/

/** What extraction finds of real documents, in the same child as ever. */
export const wordPromises: readonly Vow[] = [
  {
    what: 'words of real documents',
    measure: async () => {
      const folder = await data('docs-dev-compact')
      const manifest = join(sharedData ?? '', 'docs-dev.manifest.jsonl')
      if (folder === null || !existsSync(manifest)) return [notRun('words of real documents', 'the test data is not beside this checkout')]
      const { stdout, stderr, code } = await run(process.execPath, ['scripts/eval-extract.ts', manifest, folder, '--json'])
      if (code !== 0) throw new Error(stderr.trim().split('\n').at(-1))
      return judge(JSON.parse(stdout) as Measured)
    },
  },
]

function judge({ formats, files }: Measured): Outcome[] {
  const recall = (what: string, some: readonly { words: number; found: number }[], bar: number): Outcome => {
    const words = some.reduce((sum, format) => sum + format.words, 0)
    const found = some.reduce((sum, format) => sum + format.found, 0)
    return atLeast(what, found / words, bar)
  }
  const large = Object.entries(formats).filter(([name, { files, words }]) => files >= fewestFiles && words > 0 && name !== mixture)
  const outcomes = (of: string) => files.filter((file) => file.class === of)
  const closed = outcomes('protected')
  return [
    recall('words: recall over all documents', Object.values(formats), 0.97),
    ...large.map(([name, format]) => recall(`words: recall in ${name}`, [format], 0.93)),
    equal(
      'words: documents with a password that say so',
      closed.filter(({ outcome }) => outcome === 'failed: encrypted').length,
      closed.length,
    ),
    equal('words: documents of which neither text nor a reason is known', files.filter(({ outcome }) => outcome === '').length, 0),
    equal('words: documents that ended or held up their child', files.filter(({ outcome }) => crashes.test(outcome)).length, 0),
  ]
}
