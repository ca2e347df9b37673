import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createExtractPool } from '../../src/engine/extract/pool.ts'
import { spawnNodeChild } from '../../src/engine/index.ts'
import { data, sharedData } from '../accept/magpie.ts'
import { show } from './figures.ts'

/** Formats by what else reads them; the same files for both, of those that have text. */
const others = {
  pdftotext: ['pdf'],
  libreoffice: ['docx', 'doc', 'odt', 'rtf', 'xlsx', 'xls', 'ods'],
} as const
const sheets: readonly string[] = ['xlsx', 'xls', 'ods']
const alone = ['html', 'eml', 'pptx', 'epub', 'msg', 'text', 'code']

/** How long reading real documents takes, a file at a time, beside pdftotext (a process per file) and LibreOffice (one for all). */
export async function measureExtraction(): Promise<void> {
  const folder = await data('docs-dev-compact')
  const manifest = join(sharedData ?? '', 'docs-dev.manifest.jsonl')
  if (folder === null || !existsSync(manifest)) return show('real documents', 'the test data is not beside this checkout')
  const entries = readFileSync(manifest, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; group: string; class: string })
    .filter((entry) => entry.class === 'text' || entry.class === 'short')
  const filesOf = (group: string) => entries.filter((entry) => entry.group === group).map(({ path }) => join(folder, path))
  for (const group of [...others.pdftotext, ...others.libreoffice, ...alone]) {
    const files = filesOf(group)
    const ours = await readAll(files)
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
    const base = `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB: ${ours.toFixed(2)} s, ${(files.length / ours).toFixed(0)} a second`
    const other = group === 'pdf' ? 'pdftotext' : (others.libreoffice as readonly string[]).includes(group) ? 'LibreOffice' : null
    const theirs = other === 'pdftotext' ? pdftotext(files) : other === 'LibreOffice' ? libreOffice(files, sheets.includes(group)) : null
    const beside =
      other === null
        ? ''
        : theirs === null
          ? ` (${other} is not installed)`
          : `; ${other} ${theirs.toFixed(2)} s, ratio ${(ours / theirs).toFixed(2)}`
    show(`reading ${group}`, base + beside)
  }
}

/** Seconds, in a child that has read one of them before. */
async function readAll(files: readonly string[]): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'magpie-bench-extraction-'))
  const pool = createExtractPool({ spawn: spawnNodeChild, size: 1, scratch })
  const signal = new AbortController().signal
  const derive = (path: string, n: number) =>
    pool.derive(
      {
        content: { type: 'file', path },
        name: path.split('/').at(-1)!,
        mimeType: 'application/octet-stream',
        title: null,
        scratch: join(scratch, String(n)),
      },
      signal,
    )
  try {
    await derive(files[0]!, -1)
    const started = performance.now()
    for (const [n, path] of files.entries()) await derive(path, n)
    return (performance.now() - started) / 1_000
  } finally {
    pool.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

const seconds = (work: () => void): number => {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1_000
}

function pdftotext(files: readonly string[]): number | null {
  if (!existsSync('/usr/bin/pdftotext')) return null
  return seconds(() => {
    for (const file of files) spawnSync('pdftotext', [file, '-'], { maxBuffer: 1 << 28 })
  })
}

function libreOffice(files: readonly string[], areSheets: boolean): number | null {
  if (!existsSync('/usr/bin/soffice')) return null
  const folder = mkdtempSync(join(tmpdir(), 'magpie-bench-office-'))
  try {
    const profile = `-env:UserInstallation=file://${folder}/profile`
    return seconds(() => {
      spawnSync('soffice', [profile, '--headless', '--convert-to', areSheets ? 'csv' : 'txt:Text', '--outdir', folder, ...files], {
        timeout: 300_000,
      })
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
