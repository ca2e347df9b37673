/**
 * Who may import whom. The longest matching folder decides. `may` names folders or files of ours, `packages` what
 * of npm (`*` = anything but electron), `node` whether `node:` modules are there at all.
 */
export interface Layer {
  readonly may: readonly string[]
  readonly packages: readonly string[]
  readonly node: boolean
  /** Each folder directly below is a world of its own: it sees itself and these files beside it. */
  readonly siblings?: readonly string[]
}

const plain = { packages: ['*'], node: true }

export const layers: Readonly<Record<string, Layer>> = {
  'src/shared': { may: [], packages: ['zod', 'birpc'], node: false },
  'src/engine': { ...plain, may: ['src/shared', 'src/engine'] },
  'src/engine/connectors': { ...plain, may: ['src/shared'], siblings: ['connector.ts', 'contract.ts', 'kit'] },
  'src/engine/connectors/kit': { ...plain, may: ['src/shared', 'src/engine/connectors/connector.ts'] },
  // What fakes share is steered by the contract; nothing else of the kit knows of it.
  'src/engine/connectors/kit/fake-service.fixture.ts': {
    ...plain,
    may: ['src/shared', 'src/engine/connectors/connector.ts', 'src/engine/connectors/contract.ts', 'src/engine/connectors/kit'],
  },
  'src/engine/connectors/contract.ts': {
    ...plain,
    may: ['src/shared', 'src/engine/connectors/connector.ts', 'src/engine/connectors/contract'],
  },
  'src/engine/connectors/registry.ts': { ...plain, may: ['src/shared', 'src/engine/connectors'] },
  'src/engine/extract': { ...plain, may: ['src/shared', 'src/engine/children.ts'] },
  'src/engine/chunk': { ...plain, may: ['src/shared'] },
  'src/engine/embed': { ...plain, may: ['src/shared', 'src/engine/store', 'src/engine/children.ts'] },
  'src/engine/store': { ...plain, may: ['src/shared', 'src/engine/embed/sketch.ts'] },
  'src/engine/log': { ...plain, may: ['src/shared'] },
  'src/engine/hooks': { ...plain, may: ['src/shared', 'src/engine/store'] },
  'src/engine/alerts': { ...plain, may: ['src/shared', 'src/engine/store'] },
  'src/engine/sign-in': { ...plain, may: ['src/shared'] },
  'src/engine/search': { ...plain, may: ['src/shared', 'src/engine/store', 'src/engine/embed', 'src/engine/children.ts'] },
  'src/engine/sync': {
    ...plain,
    may: [
      'src/shared',
      'src/engine/connectors/connector.ts',
      'src/engine/extract',
      'src/engine/chunk',
      'src/engine/embed',
      'src/engine/store',
    ],
  },
  'src/main': { packages: ['electron', '*'], node: true, may: ['src/shared', 'src/engine/index.ts'] },
  'src/preload': { packages: ['electron'], node: false, may: ['src/shared'] },
  'src/web': { ...plain, may: ['src/shared', 'src/engine/index.ts'] },
  'src/cli': { ...plain, may: ['src/shared', 'src/engine/index.ts', 'src/web/index.ts'] },
  'src/renderer': { packages: ['*'], node: false, may: ['src/shared'] },
}
