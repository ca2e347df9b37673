import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Fault } from './connectors/contract/fault.fixture.ts'
import { absenceFaults, identityFaults, readFaults, refFaults } from './connectors/contract/faults.fixture.ts'
import { listingFaults } from './connectors/contract/listing-faults.fixture.ts'
import { wireFaults } from './connectors/contract/wire-faults.fixture.ts'
import { contract, inWorld, type World } from './connectors/contract.ts'
import { folderWorld } from './connectors/folder/world.fixture.ts'
import { practiceConnector } from './connectors/practice/connector.ts'
import { practiceWorld } from './connectors/practice/world.fixture.ts'

/**
 * Proves that the contract catches what it is there for: a good connector is broken in one way after the other, and the
 * test that must notice does. The long run asks every test about every fault, and checks the table that people read.
 */
const whole = process.env.MAGPIE_LONG !== undefined

interface Broken extends Fault {
  readonly on: string
  readonly world: () => Promise<World>
}

const faults: readonly Broken[] = [
  ...[...identityFaults, ...listingFaults, ...refFaults, ...readFaults, ...absenceFaults].map((fault) => ({
    ...fault,
    on: 'folder',
    world: folderWorld,
  })),
  ...wireFaults.map((fault) => ({ ...fault, on: `practice-${fault.on}`, world: () => practiceWorld(practiceConnector(fault.on)) })),
]
const tests = Object.values(contract).flat()
const table = readFileSync(join(import.meta.dirname, 'connectors/README.md'), 'utf8')

describe('a broken connector is caught', () => {
  it.each(faults)('$on $name', { timeout: whole ? 300_000 : 30_000 }, async (fault) => {
    const brokenWorld = async () => fault.break(await fault.world())
    const asked = whole ? tests : tests.filter((test) => test.name === fault.caughtBy)
    const caughtBy = []
    for (const test of asked) {
      const failed = await inWorld(brokenWorld, test).then(
        () => false,
        () => true,
      )
      if (failed) caughtBy.push(test.name)
    }
    expect(caughtBy).toContain(fault.caughtBy)
    if (whole) console.log(`${fault.on} ${fault.name}: ${caughtBy.length} of ${tests.length}: ${caughtBy.join(' | ')}`)
  })

  it('and the table says by which test', () => {
    const rows = faults.map(({ on, name, caughtBy }) => `| ${on} | ${name} | ${caughtBy} |`)
    expect(rows.filter((row) => !table.includes(row))).toEqual([])
  })
})
