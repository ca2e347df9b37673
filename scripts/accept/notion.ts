import { journeys, longSuite, suite } from './suites.ts'
import type { Vow } from './vow.ts'

const engine = 'src/engine'
const notion = `${engine}/connectors/notion`

export const notionPromises: readonly Vow[] = [
  // Two of the contract are of connectors that hand over files or leave documents out.
  suite('the contract, asked of Notion', [`${notion}/contract.test.ts`], 60, 2),
  suite(
    'a page of every block and a row of every property, as in the golden files; attachments',
    [`${notion}/reading`, `${notion}/attachments`],
    15,
  ),
  suite('requests by the OpenAPI file, answers by the SDK’s types', [`${notion}/fake/checks.test.ts`], 5),
  suite('2,000 pages at 180 requests a minute; edits, bin, restore, moves, un-sharing', [`${engine}/notion-sync.test.ts`], 1),
  longSuite('60 kills of the command while it syncs 2,000 pages', 'kill-notion', 1),
  suite(
    'the vault in the real keychain, locked and absent too',
    [`${engine}/vault-keyring.test.ts`, `${engine}/sign-in/vault.test.ts`],
    10,
  ),
  suite('OAuth against a real authorization server', [`${engine}/oauth-sign-in.test.ts`, `${engine}/sign-in/oauth`], 10),
  suite('the command: no token in the data folder, logs or process list', ['src/cli/notion.test.ts'], 2),
  journeys('journeys: Connect Notion by token and in the browser, scopes, found offline', ['e2e/notion.spec.ts']),
]
