import { readFile, rename, rm, utimes } from 'node:fs/promises'
import type { World } from '../contract.ts'
import { exchangeRoot, makeFixture } from './fixture.ts'
import { connector as type } from './index.ts'

/** A real folder for one test of the contract. */
export const folderWorld = async (): Promise<World> => {
  const fixture = await makeFixture()
  let frozen: Date | null = null
  return {
    type,
    connector: fixture.connector,
    open: fixture.open,
    scope: '.',
    put: async (id, text) => {
      await fixture.put(id, text)
      if (frozen !== null) await utimes(fixture.path(id), frozen, frozen)
    },
    remove: (id) => rm(fixture.path(id)),
    freezeClock: () => {
      frozen = new Date('2020-02-02T02:02:02Z')
    },
    putDeep: async (depth, text) => {
      const id = `${'deeper/'.repeat(depth)}note.txt`
      await fixture.put(id, text)
      return id
    },
    goOffline: () => rename(fixture.root, `${fixture.root}-away`),
    goEmpty: () => exchangeRoot(fixture),
    text: async (content) => (content.type === 'text' ? content.text : readFile(content.path, 'utf8')),
    dispose: fixture.dispose,
  }
}
