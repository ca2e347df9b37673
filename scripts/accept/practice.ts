import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BareFigures } from '../practice/bare-listing.ts'
import type { FirstFound, SyncFigures } from '../practice/engine-figures.ts'
import { withFolder } from './magpie.ts'

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

/** A script as a process of its own: it answers with lines of JSON, and does more whenever a line is written to it. */
interface Steered {
  write(line: string): void
  next<T>(): Promise<T>
}

async function steering<T>(script: string, args: readonly string[], work: (steered: Steered) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [join(scripts, script), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  try {
    return await work({
      write: (line) => void child.stdin.write(`${line}\n`),
      next: async <A>() => {
        const line = await lines.next()
        if (line.done === true) throw new Error(`${script} ended before it answered`)
        return JSON.parse(line.value) as A
      },
    })
  } finally {
    child.stdin.end()
    await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done(null)))
  }
}

/** Starts the service with so many documents, and ends it when the work is done. */
export const withPractice = <T>(documents: number, work: (practice: Practice, home: string) => Promise<T>): Promise<T> =>
  steering('service.ts', [String(documents)], async ({ write, next }) => {
    const { url } = await next<{ url: string }>()
    const ask = <A>(...command: readonly unknown[]) => {
      write(JSON.stringify(command))
      return next<A>()
    }
    return withFolder((folder) => work({ url, ask }, join(folder, 'home')))
  })

/** Fetches and parses every page whenever it is told to, and nothing else. */
export const withBareListing = <T>({ url }: Practice, work: (list: () => Promise<BareFigures>) => Promise<T>): Promise<T> =>
  steering('bare-listing.ts', [url], ({ write, next }) =>
    work(() => {
      write('again')
      return next<BareFigures>()
    }),
  )

/** An engine that has synced the service for the first time, and syncs it again whenever it is told to. */
export const withEngine = <T>(
  { url }: Practice,
  home: string,
  work: (engine: { readonly first: FirstFound; readonly whole: SyncFigures; again(): Promise<SyncFigures> }) => Promise<T>,
): Promise<T> =>
  steering('engine-figures.ts', [home, url], async ({ write, next }) => {
    const lines = [await next<FirstFound | SyncFigures>(), await next<FirstFound | SyncFigures>()]
    const first = lines.find((line) => 'found' in line)
    const whole = lines.find((line) => 'run' in line)
    if (first === undefined || whole === undefined) throw new Error('The engine said nothing of its sync')
    return work({
      first,
      whole,
      again: () => {
        write('again')
        return next<SyncFigures>()
      },
    })
  })
