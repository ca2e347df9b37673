import { fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Json } from '../shared/json.ts'
import type { ChildKind, Spawn } from './children.ts'

/** V8's heap limit in MB by kind; what lies outside the heap is watched by the owner (`extract/pool.ts`). */
const heapMb: Record<ChildKind, number> = { extract: 512, inference: 2048, search: 2048 }

/** Children as plain Node processes. The entry lies beside this file, as source or as the built bundle. */
export const spawnNodeChild: Spawn = (kind, args) => {
  const entry = fileURLToPath(new URL(`./${kind}-child${extname(import.meta.url)}`, import.meta.url))
  const child = fork(entry, [JSON.stringify(args)], {
    execArgv: [`--max-old-space-size=${heapMb[kind]}`, '--disable-warning=ExperimentalWarning', ...permissions(kind, args)],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'json',
  })
  const closers: (() => void)[] = []
  let open = true
  const closed = () => {
    if (!open) return
    open = false
    for (const closer of closers) closer()
  }
  child.on('exit', closed)
  child.on('error', closed)
  return {
    pid: child.pid ?? 0,
    post: (message) => {
      if (open && child.connected) child.send(message as never)
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as Json)),
    onClose: (listener) => void (open ? closers.push(listener) : listener()),
    close: () => {
      if (child.connected) child.disconnect()
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Hostile input is read where nothing may be written but scratch files, and no program, thread or native code started. */
function permissions(kind: ChildKind, { scratch }: Readonly<Record<string, Json>>): readonly string[] {
  if (kind !== 'extract') return []
  return ['--permission', '--allow-fs-read=*', ...(typeof scratch === 'string' ? [`--allow-fs-write=${scratch}`] : [])]
}
