import { expect } from 'vitest'
import type { ContractTest } from './bench.ts'
import { collect, never } from './bench.ts'

/** What it says of itself. */
export const identity: readonly ContractTest[] = [
  {
    name: 'says whose it is',
    run: async ({ connector }) => {
      const account = await connector.check(never)
      expect(account.id).not.toBe('')
      expect(account.name).not.toBe('')
    },
  },
  {
    name: 'says the same of itself when it is opened again',
    run: async ({ world, connector }) => {
      const again = world.open()
      expect(await again.check(never)).toEqual(await connector.check(never))
      expect(await collect(again.scopes(null, never))).toEqual(await collect(connector.scopes(null, never)))
    },
  },
  {
    name: 'may be closed twice',
    run: async ({ connector }) => {
      await connector.close()
      await connector.close()
    },
  },
]
