import { describe, it } from 'vitest'
import { type ContractTest, createBench } from './contract/bench.ts'
import { changes } from './contract/changes.ts'
import { identity } from './contract/identity.ts'
import { listing } from './contract/listing.ts'
import { reading } from './contract/reading.ts'
import { removal } from './contract/removal.ts'
import { scopes } from './contract/scopes.ts'
import { trouble } from './contract/trouble.ts'
import { versions } from './contract/versions.ts'
import type { Skip, World } from './contract/world.ts'

export type { Skip, Wire, WireTrouble, World } from './contract/world.ts'

/** What every connector must do, whatever it connects; by subject. */
export const contract: Readonly<Record<string, readonly ContractTest[]>> = {
  identity,
  scopes,
  listing,
  versions,
  changes,
  removal,
  reading,
  trouble,
}

/**
 * The suite that every connector passes. `makeWorld` makes a new stand-in for its service for each test. What cannot be
 * asked of a world is skipped with the reason; what does not fit a connector although its world could is named in `skips`.
 */
export function describeConnector(id: string, makeWorld: () => Promise<World>, skips: readonly Skip[] = []): void {
  describe(`${id} keeps the connector contract`, () => {
    for (const [subject, tests] of Object.entries(contract)) {
      describe(subject, () => {
        for (const test of tests) {
          it(test.name, async (context) => {
            const skip = skips.find(({ tests }) => tests.includes(test.name))
            if (skip !== undefined) return context.skip(skip.reason)
            const reason = await inWorld(makeWorld, test)
            if (reason !== null) context.skip(reason)
          })
        }
      })
    }

    it('is called what its folder is called', async (context) => {
      const world = await makeWorld()
      await world.dispose()
      context.expect(world.type.id).toBe(id)
    })

    it('skips nothing that is not there', (context) => {
      const known = Object.values(contract).flatMap((tests) => tests.map((test) => test.name))
      context.expect(skips.flatMap(({ tests }) => tests).filter((name) => !known.includes(name))).toEqual([])
    })
  })
}

/** Runs one test in a world of its own. Answers why it could not be asked, or null. Rejects when it fails. */
export async function inWorld(makeWorld: () => Promise<World>, test: ContractTest): Promise<string | null> {
  const world = await makeWorld()
  try {
    const reason = test.unless?.(world)
    if (reason !== undefined) return reason
    await test.run(createBench(world))
    return null
  } finally {
    await world.connector.close()
    await world.dispose()
  }
}
