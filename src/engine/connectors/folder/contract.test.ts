import { describeConnector } from '../contract.ts'
import { folderWorld } from './world.fixture.ts'

describeConnector('folder', folderWorld, [
  {
    reason: 'takes a user without rights; see permissions.test.ts',
    tests: ['lists the others when one document cannot be read'],
  },
])
