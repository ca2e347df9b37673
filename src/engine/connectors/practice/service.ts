import { type FakeService, startFakeService } from '../kit/fake-service.fixture.ts'
import { answer } from './answers.ts'
import { createShelves, type Shelves } from './shelves.ts'

/** A service to practise on: over HTTP, on loopback only, with everything that real ones do to those who ask them. */
export interface PracticeService extends FakeService {
  readonly shelves: Shelves
}

export const startPracticeService = async (shelves: Shelves = createShelves()): Promise<PracticeService> =>
  Object.assign(await startFakeService((method, url) => answer(shelves, method, url)), { shelves })
