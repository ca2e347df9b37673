import { afterEach, describe, expect, it } from 'vitest'
import { say } from '../../shared/messages/say.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { listFailures } from '../store/failures.ts'
import { findSource, updateSource } from '../store/sources.ts'
import { createErrorBudget } from './error-budget.ts'
import { createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

describe('the budget', () => {
  const budget = (notes: string, limits = { inARow: 10, percent: 15 }) => {
    const made = createErrorBudget(limits)
    for (const note of notes) made.note(note === 'x' ? 'forbidden' : note === 'c' ? 'corrupt' : null)
    return made.spent()
  }

  it('is spent by ten failures in a row, and by no fewer', () => {
    expect(budget('.....xxxxxxxxx.')).toBeNull()
    expect(budget('xxxxxxxxxx')).toEqual({ failed: 10, of: 10, problem: 'forbidden' })
  })

  it('is spent by 15 of the last 100', () => {
    const scattered = (failures: number) => `${'.....x'.repeat(failures)}`
    expect(budget(scattered(14))).toBeNull()
    expect(budget(scattered(15))).toEqual({ failed: 15, of: 90, problem: 'forbidden' })
    expect(budget(`${scattered(14)}${'.'.repeat(90)}${scattered(14)}`)).toBeNull()
  })

  it('knows nothing of documents that could not be extracted', () => {
    expect(budget('c'.repeat(500))).toBeNull()
    expect(budget(`${'xc'.repeat(9)}.`)).toBeNull()
    expect(budget('xc'.repeat(10))).not.toBeNull()
  })

  it('can be switched off', () => {
    expect(budget('x'.repeat(500), { inARow: 0, percent: 0 })).toBeNull()
    expect(budget('x'.repeat(50), { inARow: 40, percent: 0 })).toMatchObject({ failed: 40 })
  })
})

describe('a run', () => {
  let bench: ToyBench
  const make = (...args: Parameters<typeof createToyBench>) => {
    bench = createToyBench(...args)
    fill(bench, 60)
    return bench
  }
  afterEach(() => bench.close())
  const refuse = (from: number, to: number, problem: 'forbidden' | 'unreadable' | 'offline' = 'forbidden') => {
    for (const id of [...bench.toy.documents.keys()].sort().slice(from, to)) bench.toy.refused.set(id, problem)
  }

  it.each(['forbidden', 'unreadable', 'offline'] as const)(
    'stops at ten documents in a row that are %s, keeps everything and says so',
    async (problem) => {
      make('listing')
      refuse(20, 60, problem)
      const run = await bench.sync()
      expect(run).toMatchObject({
        outcome: 'failed',
        added: 20,
        deleted: 0,
        problem: { code: 'source-failing', params: { failed: 10, of: 10, problem } },
      })
      expect(say(run.problem!)).toContain('Everything found so far is kept')
      expect(findSource(bench.store, bench.source)!.state).toBe('failed')
      expect(bench.indexed().size).toBe(20)
      expect(listFailures(bench.store, {}).length).toBeGreaterThanOrEqual(10)
      expect(bench.toy.reads.length).toBeLessThan(40)
    },
  )

  it('goes on from there, and does not count again what waits in the queue', async () => {
    make('listing')
    refuse(20, 45)
    const outcomes = []
    for (let n = 0; n < 3; n++) outcomes.push((await bench.sync()).outcome)
    expect(outcomes).toEqual(['failed', 'failed', 'completed-with-failures'])
    expect(bench.coverage()).toMatchObject({ listed: 60, searchable: 35, failed: { forbidden: 25 } })
    expect((await bench.sync()).outcome).toBe('completed-with-failures')
  })

  it('counts what the source fails to list, in its order', async () => {
    make('listing')
    const { pull } = bench.toy.connector
    const failing = new Set<string>()
    bench.toy.connector.pull = async function* (...args) {
      for await (const page of pull(...args))
        yield {
          ...page,
          changes: page.changes.map((change) =>
            change.type === 'upsert' && failing.has(change.ref.id)
              ? { type: 'failure', id: change.ref.id, title: change.ref.title, error: new ConnectorError('unreadable', 'half an answer') }
              : change,
          ),
        }
    }
    const ids = [...bench.toy.documents.keys()].sort()
    await bench.sync()
    for (let n = 0; n < 9; n++) failing.add(ids[n * 5]!)
    expect(await bench.sync()).toMatchObject({ outcome: 'completed-with-failures', failed: 9 })
    for (let n = 20; n < 36; n++) failing.add(ids[n]!)
    expect(await bench.sync()).toMatchObject({ outcome: 'failed', problem: { code: 'source-failing' } })
    expect(bench.indexed().size).toBe(60)
  })

  it('is not stopped by documents that could not be extracted', async () => {
    make('listing')
    for (const id of bench.toy.documents.keys()) bench.toy.put(id, 'corrupt')
    expect(await bench.sync()).toMatchObject({ outcome: 'completed-with-failures', failed: 60 })
  })

  it('goes by what was chosen for the source, else by the preferences', async () => {
    make('listing', { errorBudget: () => ({ inARow: 30, percent: 0 }) })
    refuse(20, 45)
    updateSource(bench.store, bench.source, { errorBudget: { inARow: 3, percent: 0 } })
    expect(await bench.sync()).toMatchObject({ outcome: 'failed', problem: { params: { failed: 3 } } })
    updateSource(bench.store, bench.source, { errorBudget: null })
    expect(await bench.sync()).toMatchObject({ outcome: 'completed-with-failures', added: 15 })
  })
})
