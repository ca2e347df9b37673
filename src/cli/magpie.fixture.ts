import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The command as a person runs it, each time a process of its own, on a home of its own. */
export interface Magpie {
  /** A folder for this test's files; the home lies beside it. */
  readonly place: string
  /** Runs `magpie ARGS --json`; `value` is what stood on stdout. */
  json(...args: readonly string[]): Promise<{ readonly code: number; readonly value: unknown; readonly stderr: string }>
  /** Runs it for people's eyes. */
  text(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
  dispose(): void
}

/** `env` is added to each process's environment. */
export function makeMagpie(env: Readonly<Record<string, string>> = {}): Magpie {
  const place = mkdtempSync(join(tmpdir(), 'magpie-cli-'))
  const run = (args: readonly string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const command = [join(import.meta.dirname, 'index.ts'), ...args, '--home', join(place, 'home'), '--quiet']
      execFile(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', ...command],
        { env: { ...process.env, ...env } },
        (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      )
    })
  return {
    place,
    json: async (...args) => {
      const { code, stdout, stderr } = await run([...args, '--json'])
      return { code, stderr, value: stdout === '' ? null : (JSON.parse(stdout) as unknown) }
    },
    text: (...args) => run(args),
    dispose: () => rmSync(place, { recursive: true }),
  }
}
