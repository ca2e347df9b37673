import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Desk } from './app.ts'
import type { Script } from './scripted-connector.ts'

/** The `magpie` command on the home of the desk; its JSON. */
export async function magpie(desk: Desk, ...words: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/index.ts', '--home', desk.home, '--json', ...words], {
    cwd: join(import.meta.dirname, '..'),
  })
  return JSON.parse(stdout)
}

/** Connects a source that does as its script says, while the app runs. */
export async function addScripted(desk: Desk, name: string, script: Script) {
  const path = join(desk.home, `${name}.json`)
  let now = script
  const become = (next: Partial<Script>) => {
    now = { ...now, ...next }
    writeFileSync(path, JSON.stringify(now))
  }
  become({})
  const { source } = (await magpie(desk, 'source', 'add', 'wiki', `script=${path}`, '--name', name)) as {
    readonly source: { readonly id: string }
  }
  return { id: source.id, path, become }
}

/** So many pages, each with a sentence. */
export const pages = (folder: string, count: number): Script['documents'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`${folder}/page-${String(n).padStart(3, '0')}`, { text: `Page ${n} is about ${folder}.` }]),
  )
