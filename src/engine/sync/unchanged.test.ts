import { afterEach, beforeEach, expect, it } from 'vitest'
import { addsUp, createToyBench, fill, type ToyBench } from './toy-bench.fixture.ts'

let bench: ToyBench
beforeEach(() => {
  bench = createToyBench('listing')
})
afterEach(() => bench.close())

const view = (id: string) => bench.store.db.prepare('select title, url, described from document where external_id = ?').get(id)

it('counts what is as it was, and reads none of it', async () => {
  fill(bench, 30)
  await bench.sync()
  bench.toy.put('doc-003', 'edited')
  const run = await bench.sync()
  expect(run).toMatchObject({ outcome: 'completed', listed: 30, unchanged: 29, updated: 1, read: 1, deleted: 0 })
  addsUp(run)
  expect((await bench.sync()).deleted).toBe(0)
})

it('follows a new title of a document whose content stays', async () => {
  fill(bench, 3)
  await bench.sync()
  const before = view('doc-001')
  // As a service renames what it does not give a new version.
  const { pull } = bench.toy.connector
  bench.toy.connector.pull = async function* (...args) {
    for await (const page of pull(...args))
      yield {
        ...page,
        changes: page.changes.map((change) =>
          change.type === 'upsert' && change.ref.id === 'doc-001' ? { ...change, ref: { ...change.ref, title: 'A new title' } } : change,
        ),
      }
  }
  expect(await bench.sync()).toMatchObject({ unchanged: 3, read: 0 })
  expect(view('doc-001')).toMatchObject({ title: 'A new title' })
  expect(view('doc-001')).not.toEqual(before)
  expect(await bench.sync()).toMatchObject({ unchanged: 3, read: 0 })
})

it('takes no document for unchanged that is now never to be indexed', async () => {
  fill(bench, 3)
  await bench.sync()
  bench.store.db.prepare(`insert into rule (kind, source, pattern, created_at) values ('pattern', null, 'doc-001', 0)`).run()
  expect(await bench.sync()).toMatchObject({ unchanged: 2, skipped: 1 })
})

it('lets what is said later in a page have the last word', async () => {
  fill(bench, 3)
  await bench.sync()
  const { pull } = bench.toy.connector
  bench.toy.connector.pull = async function* (...args) {
    for await (const page of pull(...args))
      yield { ...page, changes: [...page.changes, ...(page.changes.length > 0 ? [{ type: 'delete' as const, id: 'doc-002' }] : [])] }
  }
  bench.toy.remove('doc-002')
  bench.toy.put('doc-002', 'still listed, then said to be gone')
  await bench.sync()
  expect(bench.coverage().listed).toBe(2)
})
