import { runCommand } from '../../src/cli/run-command.ts'
import type { ConnectorType } from '../../src/engine/connectors/connector.ts'
import { connector as notion } from '../../src/engine/connectors/notion/index.ts'
import { practiceConnectors } from '../../src/engine/connectors/practice/connector.ts'
import { connectorTypes } from '../../src/engine/connectors/registry.ts'
import { wiki } from '../../src/engine/wiki.fixture.ts'

const plenty = { requests: 1_000_000, perMs: 1_000, concurrent: 8 }
const unlimited = { ...notion, id: 'notion-unlimited', limits: { shared: 'account', all: plenty, buckets: { files: plenty } } }

/**
 * `node scripts/practice/magpie.ts …`: the command as it is shipped, with the practice service's connectors besides:
 * `source add practice-feed url=http://127.0.0.1:PORT`, one that signs in, `wiki`, and `notion-unlimited`, which is Notion
 * for who has no minutes to wait.
 */
await runCommand({
  ...connectorTypes,
  ...practiceConnectors,
  wiki: async () => wiki as unknown as ConnectorType,
  'notion-unlimited': async () => unlimited as unknown as ConnectorType,
})
