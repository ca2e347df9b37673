import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As in package.json, two folders up both from the source and from the built bundle. */
export const version: string = (JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string })
  .version
