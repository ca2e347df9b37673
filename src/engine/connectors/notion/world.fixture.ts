import type { Change, Connector, DocumentRef } from '../connector.ts'
import type { World } from '../contract.ts'
import { wireOf } from '../kit/fake-service.fixture.ts'
import { createHost } from '../kit/host.ts'
import { createTestNetwork } from '../kit/traffic.fixture.ts'
import { type BlockPlan, idFor } from './fake/workspace.ts'
import { goodToken, startFakeNotion } from './fake.ts'
import { connector } from './index.ts'

/** A fake Notion with two databases, whose rows are the documents; the suite's names stand for Notion's ids. */
export async function makeWorld(): Promise<World> {
  const network = createTestNetwork()
  const notion = await startFakeNotion(() => network.clock.now())
  const { workspace } = notion
  const here = workspace.addDatabase(idFor('database here'), 'Here', null).id
  const there = workspace.addDatabase(idFor('database there'), 'There', null).id
  const host = createHost({
    traffic: network.of(connector),
    credential: async () => ({ kind: 'bearer', token: goodToken }),
    log: { info: () => {}, warn: () => {} },
    now: () => new Date(network.clock.now()),
  })
  const names = new Map<string, string>()
  const id = (name: string) => {
    names.set(idFor(name), name)
    return idFor(name)
  }
  const open = () =>
    named(connector.open(connector.settings.parse({ apiUrl: notion.url, comments: false }), host), id, (one) => names.get(one) ?? one)
  const put = (name: string, text: string, scope = here, title = name) => {
    const blocks: readonly BlockPlan[] = text === '' ? [] : [{ type: 'paragraph', text }]
    const known = workspace.items.get(id(name))
    if (known?.parent === scope && !workspace.isTrashed(known)) return workspace.rewrite(known.id, blocks, title)
    if (known !== undefined) workspace.erase(known.id)
    workspace.addRow(id(name), title, scope, {}, blocks)
  }
  return {
    type: connector,
    connector: open(),
    open,
    scope: here,
    otherScope: there,
    put: async (name, text, scope) => put(name, text, scope),
    remove: async (name) => workspace.trash(id(name)),
    restore: async (name) => workspace.restore(id(name)),
    move: async (name, scope) => workspace.move(id(name), scope),
    unshare: async (name) => workspace.hide(id(name)),
    share: async (name) => workspace.show(id(name)),
    putDeep: async (depth, text) => {
      let parent = workspace.addRow(idFor('level 0'), 'level 0', here).id
      for (let level = 1; level < depth; level++) parent = workspace.addPage(idFor(`level ${level}`), `level ${level}`, parent).id
      workspace.addPage(id('deep.txt'), 'deep.txt', parent, [{ type: 'paragraph', text }])
      return 'deep.txt'
    },
    putUnreadable: async (name) => {
      put(name, 'not yours')
      workspace.items.get(id(name))!.flaw = 'unreadable'
    },
    putGarbled: async (name) => {
      put(name, 'garbled')
      workspace.items.get(id(name))!.flaw = 'garbled'
    },
    addScopes: async (count) => {
      const ids = Array.from({ length: count }, (_, n) => idFor(`page ${n}`))
      for (const [n, one] of ids.entries()) workspace.addPage(one, `Page ${n}`, n % 3 === 2 ? ids[n - 1]! : null)
      return ids
    },
    freezeClock: () => {
      notion.frozen = network.clock.now()
    },
    goOffline: () => notion.goAway(),
    wire: wireOf(notion, network),
    text: async (content) => {
      if (content.type !== 'text') throw new Error('Notion hands over text')
      return content.text
    },
    dispose: async () => {
      await network.close()
      await notion.close()
    },
  }
}

/** The same connector with names in the place of ids. */
function named<C extends Connector>(inner: C, id: (name: string) => string, name: (id: string) => string): C {
  const ref = (one: DocumentRef): DocumentRef => ({ ...one, id: name(one.id) })
  const change = (one: Change): Change => {
    if (one.type === 'unseen') return one
    return 'ref' in one ? { ...one, ref: ref(one.ref) } : { ...one, id: name(one.id) }
  }
  return {
    ...inner,
    pull: async function* (scope, cursor, signal) {
      for await (const page of inner.pull(scope, cursor, signal)) yield { ...page, changes: page.changes.map(change) }
    },
    read: (one, signal) => inner.read({ ...one, id: id(one.id) }, signal),
    gone: async (scope, ids, signal) => (await inner.gone(scope, ids.map(id), signal)).map((gone) => ({ ...gone, id: name(gone.id) })),
  }
}
