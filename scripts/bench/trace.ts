import type { CDPSession } from 'playwright-core'

/** What of a Chromium trace event is needed here. Times are microseconds of one clock. */
interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Of the thread's own processor time. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
  readonly args: { readonly data?: { readonly type?: string; readonly message?: string }; readonly name?: string }
}

export interface Trace {
  /** When marks were made with `performance.mark`, by name, in ms. */
  marks(name: RegExp): readonly { readonly name: string; readonly at: number }[]
  /** When keys reached the page, in ms. */
  keys(): readonly number[]
  /** What held the page's main thread, the longest first. `cpu` leaves out when the computer did something else meanwhile. In ms. */
  tasks(): readonly { readonly wall: number; readonly cpu: number }[]
}

const categories = ['devtools.timeline', 'blink.user_timing', 'disabled-by-default-devtools.timeline', '__metadata']

/** Records what the browser does while `work` runs. */
export async function traced(session: CDPSession, work: () => Promise<void>): Promise<Trace> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories }, transferMode: 'ReportEvents' })
  try {
    await work()
  } finally {
    const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
    await session.send('Tracing.end')
    await done
  }
  const main = mainThread(events)
  const own = events.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid)
  const ms = (us: number) => us / 1_000
  return {
    marks: (name) =>
      events
        .filter((event) => event.cat.includes('blink.user_timing') && name.test(event.name))
        .map((event) => ({ name: event.name, at: ms(event.ts) }))
        .sort((a, b) => a.at - b.at),
    keys: () =>
      own
        .filter(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown')
        .map(({ ts }) => ms(ts))
        .sort((a, b) => a - b),
    tasks: () =>
      own
        .filter(({ name }) => name === 'RunTask')
        .map(({ dur = 0, tdur = 0 }) => ({ wall: ms(dur), cpu: ms(tdur) }))
        .sort((a, b) => b.wall - a.wall),
  }
}

/** The main thread of the page: of several renderers, the one that ran most. */
function mainThread(events: readonly TraceEvent[]): { readonly pid: number; readonly tid: number } | undefined {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const busy = (pid: number, tid: number) => events.filter((event) => event.pid === pid && event.tid === tid).length
  return threads.toSorted((a, b) => busy(b.pid, b.tid) - busy(a.pid, a.tid))[0]
}
