import { join } from 'node:path'
import { connectorTypes } from '../src/engine/connectors/registry.ts'
import { openEngine, sourceResources, spawnNodeChild } from '../src/engine/index.ts'
import { startWebHost } from '../src/web/index.ts'
import { scripted } from './scripted-connector.ts'

/** The web host on a real engine, from source, until the test that forked it lets go. */
const handle = await openEngine({
  home: process.argv[2] ?? '',
  host: 'web',
  resources: sourceResources,
  version: '0.0.0',
  spawn: spawnNodeChild,
  capabilities: [],
  background: true,
  connectors: { ...connectorTypes, wiki: async () => scripted('wiki', 'Team wiki'), chat: async () => scripted('chat', 'Chat') },
})
const web = await startWebHost({ handle, root: join(import.meta.dirname, '../out/renderer') })
process.once('disconnect', async () => {
  await web.close()
  await handle.close()
  process.exit(0)
})
process.send?.(web.url)
