import type { Change } from '../connector.ts'
import type { Block } from './walk.ts'

/** Few on the first page, so that something can be found at once. */
const firstPage = 20
const fullPage = 200

/**
 * Blocks as pages. `after` is the id behind which a walk goes on once the page is stored; it never moves past a block
 * of which something is still to come. The last page may be empty: it says that the walk is over.
 */
export async function* inPages(
  blocks: AsyncIterable<Block>,
  start: string,
): AsyncGenerator<{ readonly changes: readonly Change[]; readonly after: string; readonly last: boolean }> {
  let pending: readonly Change[] = []
  let after = start
  let size = firstPage
  for await (const block of blocks) {
    pending = [...pending, ...block.changes]
    while (pending.length > size) {
      const changes = pending.slice(0, size)
      pending = pending.slice(size)
      yield { changes, after, last: false }
      size = fullPage
    }
    after = block.after ?? after
  }
  yield { changes: pending, after, last: true }
}
