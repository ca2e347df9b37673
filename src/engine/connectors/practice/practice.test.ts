import { describeConnector } from '../contract.ts'
import { practiceConnector } from './connector.ts'
import { practiceWorld } from './world.fixture.ts'

for (const kind of ['feed', 'since', 'listing'] as const)
  describeConnector(`practice-${kind}`, () => practiceWorld(practiceConnector(kind)))
