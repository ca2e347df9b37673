import { describeConnector } from '../contract.ts'
import { makeWorld } from './world.fixture.ts'

describeConnector('notion', makeWorld)
