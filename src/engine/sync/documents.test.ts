import { afterEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../shared/model.ts'
import type { Change } from '../connectors/connector.ts'
import { listFailures } from '../store/failures.ts'
import { addRule, undoRule } from '../store/rules.ts'
import { addsUp, createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'
import { toyDerive } from './toy-source.fixture.ts'

let bench: ToyBench
const make = (...args: Parameters<typeof createToyBench>) => {
  bench = createToyBench(...args)
  return bench
}
afterEach(() => bench.close())

describe('documents', () => {
  it('that cannot be read become failures, and the others arrive', async () => {
    make('listing')
    fill(bench, 6)
    bench.toy.put('bad', 'corrupt bytes')
    bench.toy.refused.set('doc-003', 'forbidden')
    const run = await bench.sync()
    addsUp(run)
    expect(run).toMatchObject({ outcome: 'completed-with-failures', added: 5, failed: 2 })
    expect(bench.coverage()).toMatchObject({ listed: 7, searchable: 5, failed: { forbidden: 1, corrupt: 1 } })
    const [bad, forbidden] = listFailures(bench.store, { source: bench.source })
    expect(bad).toMatchObject({ externalId: 'bad', problem: 'corrupt', nextAttemptAt: null })
    expect(forbidden!.nextAttemptAt).not.toBeNull()
  })

  it('are not read again before their failure is due, and then are', async () => {
    make('listing', { waits: 'by-hand' })
    fill(bench, 2)
    bench.toy.refused.set('doc-000', 'unreadable')
    await bench.sync()
    bench.toy.reads.length = 0
    expect(await bench.sync()).toMatchObject({ failed: 1, unchanged: 1, outcome: 'completed-with-failures' })
    expect(bench.toy.reads).toEqual([])
    bench.toy.refused.clear()
    bench.pass(61_000)
    expect(await bench.sync()).toMatchObject({ added: 1, failed: 0, outcome: 'completed' })
  })

  it('are tried again on request', async () => {
    make('feed')
    fill(bench, 3)
    bench.toy.refused.set('doc-001', 'forbidden').set('doc-002', 'forbidden')
    await bench.sync()
    bench.toy.refused.delete('doc-001')
    expect(await bench.syncer.retryFailures({})).toEqual({ retried: 2, succeeded: 1 })
    expect(bench.indexed().get('doc-001')).toBe('text 1 of doc')
    expect(listFailures(bench.store, {})).toMatchObject([{ externalId: 'doc-002', attempts: 2 }])
  })

  it('keep their older text while they cannot be read', async () => {
    make('feed')
    fill(bench, 1)
    await bench.sync()
    bench.toy.put('doc-000', 'newer')
    bench.toy.refused.set('doc-000', 'forbidden')
    await bench.sync()
    expect(bench.indexed().get('doc-000')).toBe('text 0 of doc')
    bench.toy.refused.clear()
    await bench.syncer.retryFailures({})
    expect(bench.indexed().get('doc-000')).toBe('newer')
  })

  it('that change while they are read are read again, and fail only when they never come to rest', async () => {
    let busy = 2
    make('listing', {
      derive: async (request, signal) => {
        if (request.name === 'doc-000' && busy-- > 0)
          return { status: 'failed', problem: 'changed-while-read', detail: '', contentHash: null }
        return toyDerive(request, signal)
      },
    })
    fill(bench, 2)
    expect(await bench.sync()).toMatchObject({ added: 2, failed: 0 })
    busy = Number.POSITIVE_INFINITY
    bench.toy.put('doc-000', 'restless')
    expect(await bench.sync()).toMatchObject({ failed: 1 })
  })

  it('that vanish before they are read leave no trace', async () => {
    make('listing')
    fill(bench, 4)
    const { read } = bench.toy.connector
    bench.toy.connector.read = (ref, signal) => {
      if (ref.id === 'doc-002') bench.toy.remove('doc-002')
      return read(ref, signal)
    }
    const run = await bench.sync()
    addsUp(run)
    expect(run).toMatchObject({ outcome: 'completed', listed: 3, added: 3, failed: 0 })
    expect(bench.coverage().listed).toBe(3)
  })

  it('whose version cannot be trusted are judged by their content', async () => {
    make('listing')
    fill(bench, 2)
    bench.toy.uncertain.add('doc-000')
    await bench.sync()
    expect(await bench.sync()).toMatchObject({ read: 1, unchanged: 2, updated: 0 })
    bench.toy.put('doc-000', 'edited within the same tick')
    expect(await bench.sync()).toMatchObject({ read: 1, updated: 1 })
    expect(bench.indexed().get('doc-000')).toBe('edited within the same tick')
  })

  it('whose version could not be trusted when they were read are looked into once more when it can', async () => {
    make('listing')
    fill(bench, 1)
    const { pull } = bench.toy.connector
    const tick = { uncertain: true }
    bench.toy.connector.pull = async function* (...args) {
      for await (const page of pull(...args))
        yield {
          ...page,
          changes: page.changes.map((change) =>
            change.type === 'upsert' ? { ...change, ref: { ...change.ref, version: 'same', versionUncertain: tick.uncertain } } : change,
          ),
        }
    }
    await bench.sync()
    bench.toy.put('doc-000', 'edited right after it was read')
    tick.uncertain = false
    expect(await bench.sync()).toMatchObject({ updated: 1 })
    expect(bench.indexed().get('doc-000')).toBe('edited right after it was read')
    expect(await bench.sync()).toMatchObject({ read: 0, unchanged: 1 })
  })

  it('named twice by one page are as the last word has them', async () => {
    make('feed')
    fill(bench, 2)
    await bench.sync()
    const { pull } = bench.toy.connector
    let changes: Change[] = []
    bench.toy.connector.pull = async function* (...args) {
      for await (const page of pull(...args)) {
        const [upsert] = page.changes
        if (upsert?.type === 'upsert') yield { ...page, changes: [{ type: 'delete', id: 'doc-000' }, upsert, upsert, ...changes] }
      }
    }
    bench.toy.put('doc-000', 'deleted and restored')
    expect(await bench.sync()).toMatchObject({ listed: 1, updated: 1, deleted: 0 })
    changes = [{ type: 'delete', id: 'doc-000' }]
    bench.toy.put('doc-000', 'restored and deleted')
    expect(await bench.sync()).toMatchObject({ listed: 0, deleted: 1, read: 0 })
    expect([...bench.indexed().keys()]).toEqual(['doc-001'])
  })

  it.each<[Problem, string]>([['sign-in', 'needs-sign-in']])(
    'that cannot be read because the source is %s are no failures of their own',
    async (problem, outcome) => {
      make('listing')
      fill(bench, 10)
      bench.toy.refused.set('doc-005', problem)
      expect(await bench.sync()).toMatchObject({ outcome, failed: 0 })
      expect(listFailures(bench.store, {})).toEqual([])
      bench.toy.refused.clear()
      expect((await bench.sync()).outcome).toBe('completed')
      expect(bench.indexed().size).toBe(10)
    },
  )

  it('left alone by the source stay in the receipt with their reason, and are read when that changes', async () => {
    make('listing')
    fill(bench, 2)
    bench.toy.put('huge', 'text', { skip: 'too-large' })
    expect(await bench.sync()).toMatchObject({ added: 2, skipped: 1, read: 2 })
    expect(bench.coverage()).toMatchObject({ listed: 3, skipped: { 'too-large': 1 } })
    expect(await bench.sync()).toMatchObject({ unchanged: 2, skipped: 1, read: 0 })
    bench.toy.put('huge', 'text')
    expect(await bench.sync()).toMatchObject({ added: 1, read: 1 })
  })

  it('made by an older extractor are made again', async () => {
    const makers = ['toy@1', 'passages@1']
    make('listing', {
      derive: (request, signal) => toyDerive(request, signal, makers),
      makers,
    })
    fill(bench, 3)
    bench.toy.put('empty', '')
    await bench.sync()
    expect((await bench.sync()).read).toBe(0)
    makers[0] = 'toy@2'
    expect(await bench.sync()).toMatchObject({ read: 4, updated: 3, skipped: 1 })
    expect((await bench.sync()).read).toBe(0)
  })
})

describe('never', () => {
  it('keeps documents out, takes out those that are in, and lets them in again', async () => {
    make('feed')
    fill(bench, 3, 'private/doc')
    fill(bench, 3)
    await bench.sync()
    addRule(bench.store, `${bench.source}/private/**`)
    expect(await bench.syncer.applyRules()).toBe(3)
    bench.toy.put('private/more', 'secret')
    bench.toy.reads.length = 0
    const run = await bench.sync()
    expect(run).toMatchObject({ skipped: 1, read: 0 })
    expect(bench.indexed().size).toBe(3)
    expect(bench.coverage()).toMatchObject({ listed: 7, skipped: { never: 4 } })
    undoRule(bench.store, `${bench.source}/private/**`)
    await bench.syncer.applyRules()
    expect(bench.indexed().get('private/more')).toBe('secret')
    expect(bench.indexed().size).toBe(7)
  })
})
