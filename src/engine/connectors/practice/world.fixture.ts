import type { ConnectorType } from '../connector.ts'
import type { World } from '../contract.ts'
import { wireOf } from '../kit/fake-service.fixture.ts'
import { createHost } from '../kit/host.ts'
import { createTestNetwork } from '../kit/traffic.fixture.ts'
import { startPracticeService } from './service.ts'

/** A service of its own for one test, with two spaces, and a connector of this type to it. */
export async function practiceWorld(type: ConnectorType): Promise<World> {
  const service = await startPracticeService()
  const { shelves } = service
  shelves.addSpace('here')
  shelves.addSpace('there')
  const network = createTestNetwork()
  const host = createHost({ traffic: network.of(type), log: { info: () => {}, warn: () => {} }, now: () => new Date(network.clock.now()) })
  const open = () => type.open(type.settings.parse({ url: service.url }), host)
  return {
    type,
    connector: open(),
    open,
    scope: 'here',
    otherScope: 'there',
    put: async (id, text, scope = 'here') => shelves.put(id, text, scope),
    remove: async (id) => shelves.remove(id),
    restore: async (id) => shelves.restore(id),
    move: async (id, scope) => shelves.move(id, scope),
    unshare: async (id) => shelves.unshare(id),
    share: async (id) => shelves.share(id),
    putDeep: async (depth, text) => {
      shelves.put(
        'deep.txt',
        text,
        'here',
        Array.from({ length: depth }, (_, n) => `level ${n}`),
      )
      return 'deep.txt'
    },
    putUnreadable: async (id) => {
      shelves.put(id, 'not yours', 'here')
      shelves.flaw(id, 'unreadable')
    },
    putGarbled: async (id) => {
      shelves.put(id, 'garbled', 'here')
      shelves.flaw(id, 'garbled')
    },
    addScopes: async (count) => {
      const ids = Array.from({ length: count }, (_, n) => `space-${n}`)
      for (const [n, id] of ids.entries()) shelves.addSpace(id, n % 3 === 0 ? null : n % 3 === 1 ? 'here' : ids[n - 1])
      return ids
    },
    freezeClock: () => shelves.freezeClock(),
    goOffline: () => service.goAway(),
    ...(type.id === 'practice-feed' ? { expireCursor: async () => shelves.expireTokens() } : {}),
    wire: wireOf(service, network),
    text: async (content) => {
      if (content.type !== 'text') throw new Error('The practice service hands over text')
      return content.text
    },
    dispose: async () => {
      await network.close()
      await service.close()
    },
  }
}
