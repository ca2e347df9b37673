import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** Bytes of memory a process holds; null when it cannot be told or the process is gone. A heap limit sees only part of this. */
export async function residentMemory(pid: number): Promise<number | null> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')
    return kilobytes(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
  }
  if (process.platform === 'win32') {
    const row = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'])
    return kilobytes(/"([^"]*)"\s*$/.exec(row)?.[1]?.replace(/\D/g, ''))
  }
  return kilobytes((await run('ps', ['-o', 'rss=', '-p', String(pid)])).trim())
}

const kilobytes = (text: string | undefined): number | null => (text ? Number(text) * 1024 : null)

const run = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(command, args, { windowsHide: true, timeout: 5_000 }, (_error, stdout) => resolve(stdout ?? ''))
  })
