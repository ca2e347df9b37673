// Written by scripts/generate-registry.ts: run it after adding or removing a connector.
import type { ConnectorType } from './connector.ts'

/** Every connector by its id. Each is loaded when a source first needs it. */
export const connectorTypes: Readonly<Record<string, () => Promise<ConnectorType>>> = {
  folder: async () => (await import('./folder/index.ts')).connector,
  notion: async () => (await import('./notion/index.ts')).connector,
}
