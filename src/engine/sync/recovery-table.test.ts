import { afterEach, describe, expect, it } from 'vitest'
import { say } from '../../shared/messages/say.ts'
import type { Problem, RunOutcome, SourceState } from '../../shared/model.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { listFailures } from '../store/failures.ts'
import { findScope } from '../store/scopes.ts'
import { findSource } from '../store/sources.ts'
import { recovery } from './recovery.ts'
import { addsUp, createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'
import { toyDerive } from './toy-source.fixture.ts'

let bench: ToyBench
const make = (...args: Parameters<typeof createToyBench>) => {
  bench = createToyBench(...args)
  return bench
}
afterEach(() => bench.close())

const state = () => findSource(bench.store, bench.source)!.state
const cursor = () => findScope(bench.store, bench.source, 'all')!.cursor
const problems = Object.keys(recovery) as Problem[]

/** What a run comes to that meets the problem at its source, after the second of three pages. */
const atSource: Readonly<Record<Problem, { readonly outcome: RunOutcome; readonly state: SourceState; readonly code: string | null }>> = {
  'sign-in': { outcome: 'needs-sign-in', state: 'needs-sign-in', code: 'source-sign-in' },
  offline: { outcome: 'offline', state: 'offline', code: 'source-offline' },
  'rate-limited': { outcome: 'completed', state: 'idle', code: null },
  'cursor-expired': { outcome: 'completed', state: 'idle', code: null },
  forbidden: { outcome: 'failed', state: 'failed', code: 'source-forbidden' },
  'not-found': { outcome: 'held', state: 'held', code: 'removals-held-scope' },
  unreadable: { outcome: 'failed', state: 'failed', code: 'source-failed' },
  'changed-while-read': { outcome: 'failed', state: 'failed', code: 'source-failed' },
  'bad-name': { outcome: 'failed', state: 'failed', code: 'source-failed' },
  encrypted: { outcome: 'failed', state: 'failed', code: 'source-failed' },
  corrupt: { outcome: 'failed', state: 'failed', code: 'source-failed' },
  'too-complex': { outcome: 'failed', state: 'failed', code: 'source-failed' },
  timeout: { outcome: 'failed', state: 'failed', code: 'source-failed' },
  'out-of-memory': { outcome: 'failed', state: 'failed', code: 'source-failed' },
  crashed: { outcome: 'failed', state: 'failed', code: 'source-failed' },
}

describe('a problem of the source', () => {
  it.each(problems)('%s: has one answer, keeps what was committed, and is over when it is over', async (problem) => {
    make('feed')
    fill(bench, 20)
    bench.toy.beforePage = (page) => {
      if (page !== 3) return
      bench.toy.beforePage = () => {}
      bench.toy.failNext.push(new ConnectorError(problem, 'as the test says'))
    }
    const run = await bench.sync()
    const expected = atSource[problem]
    expect(run).toMatchObject({ outcome: expected.outcome, deleted: 0, unshared: 0 })
    expect(run.problem?.code ?? null).toBe(expected.code)
    expect(state()).toBe(expected.state)
    addsUp(run)
    if (run.problem !== null) expect(say(run.problem)).toMatch(/^[A-Z"].*\.$/)
    expect(bench.indexed().size).toBe(expected.outcome === 'completed' ? 20 : 14)
    expect(cursor()).not.toBeNull()
    bench.toy.reads.length = 0
    expect(await bench.sync()).toMatchObject({ outcome: 'completed', deleted: 0 })
    expect(bench.toy.reads).toHaveLength(20 - (expected.outcome === 'completed' ? 20 : 14))
    expect([bench.indexed().size, state()]).toEqual([20, 'idle'])
  })

  it('that no connector names stops the run, keeps the cursor, and is shown', async () => {
    make('feed')
    fill(bench, 20)
    bench.toy.beforePage = (page) => {
      if (page === 3) bench.toy.failNext.push(new TypeError('a bug'))
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'failed', added: 14, problem: { code: 'source-failed' } })
    expect([state(), cursor()]).toEqual(['failed', expect.anything()])
  })

  it('rate-limited to no end leaves a run that can be resumed', async () => {
    make('feed')
    fill(bench, 20)
    bench.toy.beforePage = (page) => {
      if (page === 3 || bench.toy.pulls.length > 1) bench.toy.failNext.push(new ConnectorError('rate-limited', 'slow down'))
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'interrupted', added: 14, problem: { code: 'source-rate-limited' } })
    expect(state()).toBe('idle')
  })
})

/** What a document's own problem comes to: what stays in the queue, and who is asked. Null: the run ends instead. */
const sourceWide: Readonly<Partial<Record<Problem, RunOutcome>>> = { 'sign-in': 'needs-sign-in', 'rate-limited': 'interrupted' }
/** What extraction says; a source that says it instead is believed all the same. */
const byExtraction: readonly Problem[] = [
  'encrypted',
  'corrupt',
  'too-complex',
  'timeout',
  'out-of-memory',
  'crashed',
  'changed-while-read',
]

describe('a problem of one document', () => {
  it.each(problems)('%s: the others arrive, and the queue says why in words', async (problem) => {
    make('listing', {
      derive: async (request, signal) =>
        byExtraction.includes(problem) && request.name === 'doc-005'
          ? { status: 'failed', problem, detail: 'as the test says', contentHash: null }
          : toyDerive(request, signal),
    })
    fill(bench, 12)
    if (!byExtraction.includes(problem)) bench.toy.refused.set('doc-005', problem)
    if (problem === 'not-found') {
      // The source goes on listing it: it is not gone.
      expect(await bench.toy.connector.gone('all', ['doc-005'], new AbortController().signal)).toEqual([])
    }
    const run = await bench.sync()
    addsUp(run)
    const wide = sourceWide[problem]
    if (wide !== undefined) {
      expect(run.outcome).toBe(wide)
      expect(listFailures(bench.store, {})).toEqual([])
      return
    }
    expect(run).toMatchObject({ outcome: 'completed-with-failures', added: 11, failed: 1, deleted: 0 })
    expect(state()).toBe('idle')
    const [failure, ...more] = listFailures(bench.store, {})
    expect(more).toEqual([])
    expect(failure).toMatchObject({ externalId: 'doc-005', problem, attempts: 1, ignored: false })
    expect(failure!.nextAttemptAt === null).toBe(recovery[problem].retry === 'when-changed')
    expect(say(failure!.said)).toMatch(/^[A-Z].*\. Magpie tries it again (by itself|when it changes, or when you say so)\.$/)
    expect(bench.coverage()).toMatchObject({ listed: 12, searchable: 11, failed: { [problem]: 1 } })
  })

  it.each(problems)('%s: goes from the queue as soon as it is over', async (problem) => {
    make('feed')
    fill(bench, 3)
    bench.toy.refused.set('doc-001', problem)
    await bench.sync()
    bench.toy.refused.clear()
    await bench.syncer.retryFailures({})
    await bench.sync()
    expect(listFailures(bench.store, {})).toEqual([])
    expect(bench.indexed().size).toBe(3)
    expect(bench.coverage()).toMatchObject({ listed: 3, searchable: 3, failed: {} })
  })

  it('offline: is the source’s when that cannot be reached either', async () => {
    make('listing')
    fill(bench, 12)
    bench.toy.refused.set('doc-005', 'offline')
    bench.toy.connector.check = async () => {
      throw new ConnectorError('offline', 'nothing answers')
    }
    expect(await bench.sync()).toMatchObject({ outcome: 'offline', failed: 0 })
    expect(listFailures(bench.store, {})).toEqual([])
  })
})
