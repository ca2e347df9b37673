import { runCommand } from '../../src/cli/run-command.ts'
import { practiceConnectors } from '../../src/engine/connectors/practice/connector.ts'
import { connectorTypes } from '../../src/engine/connectors/registry.ts'

/**
 * `node scripts/practice/magpie.ts …`: the command as it is shipped, with the practice service's connectors besides:
 * `source add practice-feed url=http://127.0.0.1:PORT`.
 */
await runCommand({ ...connectorTypes, ...practiceConnectors })
