import { runCommand } from '../../src/cli/run-command.ts'
import type { ConnectorType } from '../../src/engine/connectors/connector.ts'
import { practiceConnectors } from '../../src/engine/connectors/practice/connector.ts'
import { connectorTypes } from '../../src/engine/connectors/registry.ts'
import { wiki } from '../../src/engine/wiki.fixture.ts'

/**
 * `node scripts/practice/magpie.ts …`: the command as it is shipped, with the practice service's connectors besides:
 * `source add practice-feed url=http://127.0.0.1:PORT`, and one that signs in, `wiki`.
 */
await runCommand({ ...connectorTypes, ...practiceConnectors, wiki: async () => wiki as unknown as ConnectorType })
