import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BareFigures } from '../practice/bare-listing.ts'
import type { FirstFound, SyncFigures } from '../practice/engine-figures.ts'
import { run, withFolder } from './magpie.ts'

const scripts = join(import.meta.dirname, '../practice')

/** The practice service as a process of its own. */
export interface Practice {
  readonly url: string
  /** Steers it, see `scripts/practice/service.ts`. */
  ask<T>(...command: readonly unknown[]): Promise<T>
}

export interface Requests {
  readonly requests: number
  readonly lines: readonly { readonly method: string; readonly url: string }[]
}

/** Starts the service with so many documents, and ends it when the work is done. */
export async function withPractice<T>(documents: number, work: (practice: Practice, home: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [join(scripts, 'service.ts'), String(documents)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value as string) as unknown
  try {
    const { url } = (await next()) as { url: string }
    const ask = async <A>(...command: readonly unknown[]) => {
      child.stdin.write(`${JSON.stringify(command)}\n`)
      return (await next()) as A
    }
    return await withFolder((folder) => work({ url, ask }, join(folder, 'home')))
  } finally {
    child.stdin.end()
    await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done(null)))
  }
}

const linesOf = async <T>(script: string, args: readonly string[]): Promise<readonly T[]> => {
  const { code, stdout, stderr } = await run(process.execPath, [join(scripts, script), ...args])
  if (code !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? `${script} failed`)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

/** Fetches and parses every page, so often, and nothing else. */
export const bareListing = ({ url }: Practice, rounds: number): Promise<readonly BareFigures[]> =>
  linesOf('bare-listing.ts', [url, String(rounds)])

/** Syncs the service for the first time and then so often again. */
export async function engineFigures({ url }: Practice, home: string, rounds: number) {
  const lines = await linesOf<FirstFound | SyncFigures>('engine-figures.ts', [home, url, String(rounds)])
  const first = lines.find((line) => 'found' in line)
  const [whole, ...again] = lines.filter((line) => 'run' in line)
  if (first === undefined || whole === undefined) throw new Error('The engine said nothing of its sync')
  return { first, whole, again }
}
