import { readdirSync, readFileSync } from 'node:fs'

/** Peaks of private memory (what no other process shares) in bytes, while watched. */
export interface Peaks {
  /** Of the process itself. */
  own: number
  /** Of the largest of its children that read documents; resident. */
  child: number
  /** How long a child was above its limit before it was gone or below again, longest, in ms. */
  above: number
}

const everyMs = 50

/** Watches a process and its children, which may take so many bytes, until `stop`; null where the system does not tell (`/proc` of Linux does). */
export function watchMemory(pid: number, childMost: number): { stop(): Peaks } | null {
  if (privateBytes(process.pid) === null) return null
  const peaks: Peaks = { own: 0, child: 0, above: 0 }
  const since = new Map<number, number>()
  const look = () => {
    peaks.own = Math.max(peaks.own, privateBytes(pid) ?? 0)
    for (const child of childrenOf(pid)) {
      if (!read(`/proc/${child}/cmdline`).includes('extract-child')) continue
      const bytes = residentBytes(child) ?? 0
      peaks.child = Math.max(peaks.child, bytes)
      if (bytes <= childMost) since.delete(child)
      else if (!since.has(child)) since.set(child, Date.now())
      peaks.above = Math.max(peaks.above, Date.now() - (since.get(child) ?? Date.now()))
    }
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return peaks
    },
  }
}

function privateBytes(pid: number): number | null {
  const rows = [...read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_\w+:\s+(\d+) kB/gm)]
  return rows.length === 0 ? null : rows.reduce((sum, row) => sum + Number(row[1]) * 1_024, 0)
}

function residentBytes(pid: number): number | null {
  const row = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))
  return row === null ? null : Number(row[1]) * 1_024
}

const childrenOf = (pid: number): readonly number[] =>
  threads(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`)
      .split(' ')
      .flatMap((child) => (child.trim() === '' ? [] : [Number(child)])),
  )

function threads(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
