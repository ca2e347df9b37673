import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFailures } from '../store/failures.ts'
import { createToyBench, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
beforeEach(() => {
  bench = createToyBench('listing')
  bench.toy.put('page', 'a page')
  bench.toy.put('other', 'another page')
  bench.toy.attached.set('page', new Map([['plan.txt', { text: 'the copper plan' }]]))
})
afterEach(() => bench.close())

const attached = 'page#attached:plan.txt'

describe('a file that hangs on a document', () => {
  it('is a document of its own, and leaves nothing behind on the disk', async () => {
    expect(await bench.sync()).toMatchObject({ outcome: 'completed' })
    expect(bench.indexed().get(attached)).toBe('the copper plan')
    expect(bench.indexed().get('page')).toBe('a page')
    expect(readdirSync(bench.toy.scratch)).toEqual([])
  })

  it('is read again only when it changed itself', async () => {
    await bench.sync()
    bench.toy.put('page', 'an edited page')
    bench.toy.reads.length = 0
    await bench.sync()
    expect(bench.toy.reads).toEqual(['page'])
    bench.toy.put('page', 'edited once more')
    bench.toy.attached.get('page')!.set('plan.txt', { text: 'the silver plan' })
    await bench.sync()
    expect(bench.indexed().get(attached)).toBe('the silver plan')
  })

  it('goes when its document no longer has it, and with its document', async () => {
    await bench.sync()
    bench.toy.attached.get('page')!.clear()
    bench.toy.attached.get('page')!.set('list.txt', { text: 'a list' })
    bench.toy.put('page', 'a page without its plan')
    await bench.sync()
    expect([...bench.indexed().keys()].sort()).toEqual(['other', 'page', 'page#attached:list.txt'])
    bench.toy.remove('page')
    await bench.sync()
    expect([...bench.indexed().keys()]).toEqual(['other'])
  })

  it('fails by itself, whatever its problem, and is tried again', async () => {
    bench.toy.attached.get('page')!.set('plan.txt', { text: 'the copper plan', problem: 'sign-in' })
    expect(await bench.sync()).toMatchObject({ outcome: 'completed-with-failures' })
    expect([...bench.indexed().keys()].sort()).toEqual(['other', 'page'])
    expect(listFailures(bench.store, {})).toMatchObject([{ externalId: attached, problem: 'sign-in' }])
    bench.toy.attached.get('page')!.set('plan.txt', { text: 'the copper plan' })
    expect(await bench.syncer.retryFailures({})).toEqual({ retried: 1, succeeded: 1 })
    expect(bench.indexed().get(attached)).toBe('the copper plan')
  })

  it('that is left out stays in the receipt with its reason', async () => {
    bench.toy.attached.get('page')!.set('plan.txt', { text: 'the copper plan', left: 'too-large' })
    await bench.sync()
    expect(bench.coverage()).toMatchObject({ listed: 3, searchable: 2, skipped: { 'too-large': 1 } })
  })
})
