import { expect } from 'vitest'
import { type Bench, type ContractTest, idsOf, nameOf, names, never, problemOf, putMany } from './bench.ts'

/** The content of one document. */
export const reading: readonly ContractTest[] = [
  {
    name: 'reads what it listed',
    run: async (bench) => {
      await bench.world.put('note.txt', 'Grüße, 世界 \u{1F426}')
      await bench.world.put('other.txt', 'another one')
      expect(await textOf(bench, 'note.txt')).toBe('Grüße, 世界 \u{1F426}')
      expect(await textOf(bench, 'other.txt')).toBe('another one')
    },
  },
  {
    name: 'reads what it listed in another process',
    run: async ({ world, refOf }) => {
      await world.put('note.txt', 'read later')
      const { content, ...ref } = await refOf('note.txt')
      if (content === undefined) expect(await world.text(await world.open().read(ref, never))).toBe('read later')
    },
  },
  {
    name: 'reads an edit',
    run: async (bench) => {
      await bench.world.put('note.txt', 'before')
      await textOf(bench, 'note.txt')
      await bench.world.put('note.txt', 'after')
      expect(await textOf(bench, 'note.txt')).toBe('after')
    },
  },
  {
    name: 'lists an empty document, with a reason or with nothing in it',
    run: async ({ world, connector, pull }) => {
      await world.put('empty.txt', '')
      await world.put('note.txt', 'not empty')
      const changes = await pull()
      expect(idsOf(changes)).toEqual(['empty.txt', 'note.txt'])
      const empty = changes.find((change) => change.type !== 'unseen' && 'ref' in change && change.ref.id === 'empty.txt')
      if (empty?.type === 'skip') expect(empty.reason).toBe('empty')
      else if (empty?.type === 'upsert') expect(await world.text(empty.ref.content ?? (await connector.read(empty.ref, never)))).toBe('')
      else throw new Error(`an empty document is ${empty?.type}`)
    },
  },
  {
    name: 'reads a document of megabytes whole',
    run: async (bench) => {
      const text = `${'a long line of no great interest, '.repeat(150_000)}the end`
      await bench.world.put('huge.txt', text)
      const read = await textOf(bench, 'huge.txt')
      expect([read.length, read.slice(-7)]).toEqual([text.length, 'the end'])
    },
  },
  {
    name: 'says that a document is not found when it went away after it was listed',
    run: async ({ world, connector, refOf }) => {
      await putMany(world, 2)
      const ref = await refOf(nameOf(1))
      if (ref.content !== undefined) return
      await world.remove(nameOf(1))
      expect(await problemOf(connector.read(ref, never))).toBe('not-found')
    },
  },
  {
    name: 'reads a document that changed after it was listed as it is, or says that it changed',
    run: async ({ world, connector, refOf }) => {
      await putMany(world, 2)
      const ref = await refOf(nameOf(1))
      if (ref.content !== undefined) return
      await world.put(nameOf(1), 'changed since')
      const read = connector.read(ref, never)
      const problem = await problemOf(read)
      if (problem === 'none') expect(await world.text(await read)).toBe('changed since')
      else expect(problem).toBe('changed-while-read')
    },
  },
  {
    name: 'lists the others when one document cannot be read',
    unless: (world) => (world.putUnreadable === undefined ? 'every document can be read here' : undefined),
    run: async ({ world, connector, pull }) => {
      await putMany(world, 30)
      await world.putUnreadable!('bad.txt')
      const changes = await pull()
      expect(idsOf(changes)).toEqual(['bad.txt', ...names(30)].sort())
      const bad = changes.find((change) => change.type === 'upsert' && change.ref.id === 'bad.txt')
      if (bad?.type === 'upsert') expect(await problemOf(connector.read(bad.ref, never))).toMatch(/^(forbidden|unreadable)$/)
    },
  },
  {
    name: 'reports a document that cannot be understood as a failure, and lists the others',
    unless: (world) => (world.putGarbled === undefined ? 'a listing is whole or not there' : undefined),
    run: async ({ world, pull }) => {
      await putMany(world, 230)
      await world.putGarbled!('doc-100b.txt')
      const changes = await pull()
      expect(idsOf(changes)).toEqual(['doc-100b.txt', ...names(230)].sort())
      const failure = changes.find((change) => change.type === 'failure')
      expect([failure?.id, failure?.error.problem]).toEqual(['doc-100b.txt', 'unreadable'])
    },
  },
  {
    name: 'stops reading when told to',
    run: async ({ world, connector, refOf }) => {
      await world.put('note.txt', 'some text')
      const ref = await refOf('note.txt')
      if (ref.content !== undefined || world.wire === undefined) return
      await expect(connector.read(ref, AbortSignal.abort())).rejects.toThrow()
    },
  },
]

/** The text of a document as a run would get it. */
async function textOf({ world, connector, refOf }: Bench, id: string): Promise<string> {
  const ref = await refOf(id)
  return world.text(ref.content ?? (await connector.read(ref, never)))
}
