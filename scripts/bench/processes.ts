import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
  readonly rssMb: number
  readonly cpuSeconds: number
}

/** USER_HZ: Linux counts processor time in hundredths of a second towards programs. */
const ticksPerSecond = 100

function read(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return {
      pid,
      parent: Number(fields[1]),
      command,
      // Own time and that of children already ended and waited for.
      cpuSeconds: [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / ticksPerSecond,
      rssMb: (Number(fields[21]) * 4096) / 1e6,
    }
  } catch {
    return null
  }
}

/** A process and everything it started, as Linux tells. Empty elsewhere. */
export function family(root: number): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => read(Number(name)))
    .filter((process) => process !== null)
  const members = new Set([root])
  for (let size = 0; size !== members.size; ) {
    size = members.size
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid)
  }
  return all.filter(({ pid }) => members.has(pid))
}

/** What a process is for, from the name of its entry. */
export const roleOf = ({ command }: Process): string => /(\w+)-child\.[tj]s/.exec(command)?.[1] ?? 'engine'
