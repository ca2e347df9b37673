import type { Change, Connector, DocumentRef } from '../connector.ts'
import { createHost } from '../kit/host.ts'
import { keepIn } from '../kit/keep-file.ts'
import { createTestNetwork, type TestNetwork } from '../kit/traffic.fixture.ts'
import type { NotionCursor } from './cursor.ts'
import type { Check } from './fake/checks.ts'
import { type FakeNotion, goodToken, startFakeNotion } from './fake.ts'
import { connector } from './index.ts'

/** A fake Notion and a connector to it, by one clock that nobody waits for. */
export interface Opened {
  readonly notion: FakeNotion
  readonly network: TestNetwork
  readonly connector: Connector<NotionCursor>
  /** Another one, as a later process would have it. */
  again(): Connector<NotionCursor>
  /** Everything a pull brings, and its last cursor. */
  pull(
    scope: string,
    cursor?: NotionCursor | null,
    by?: Connector<NotionCursor>,
  ): Promise<{ readonly changes: readonly Change[]; readonly cursor: NotionCursor }>
  text(id: string): Promise<string>
  close(): Promise<void>
}

/** `folder` is where files are kept. */
export async function openNotion(settings: Readonly<Record<string, unknown>> = {}, check?: Check, folder?: string): Promise<Opened> {
  const network = createTestNetwork()
  const notion = await startFakeNotion(() => network.clock.now(), check)
  const host = createHost({
    traffic: network.of(connector),
    credential: async () => ({ kind: 'bearer', token: goodToken }),
    ...(folder === undefined ? {} : { keep: keepIn(folder) }),
    log: { info: () => {}, warn: () => {} },
    now: () => new Date(network.clock.now()),
  })
  const again = () => connector.open(connector.settings.parse({ apiUrl: notion.url, ...settings }), host)
  const opened = again()
  return {
    notion,
    network,
    connector: opened,
    again,
    pull: async (scope, cursor = null, by = opened) => {
      const changes: Change[] = []
      let last = cursor
      for await (const page of by.pull(scope, cursor, never)) {
        changes.push(...page.changes)
        last = page.cursor
      }
      return { changes, cursor: last! }
    },
    text: async (id) => {
      const content = await opened.read({ id } as DocumentRef, never)
      if (content.type !== 'text') throw new Error('Notion hands over text')
      return content.text
    },
    close: async () => {
      await network.close()
      await notion.close()
    },
  }
}

export const never: AbortSignal = new AbortController().signal
export const refsIn = (changes: readonly Change[]): readonly DocumentRef[] =>
  changes.flatMap((change) => (change.type === 'upsert' ? [change.ref] : []))
