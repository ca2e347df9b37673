import type { Command } from 'commander'
import type { Client } from '../shared/api.ts'
import type { SyncRun } from '../shared/model.ts'
import { withSession } from './session.ts'

export function addWatchCommand(program: Command): void {
  program
    .command('watch')
    .description('keep syncing until interrupted; prints each run as a JSON line')
    .action(async (_options: unknown, command: Command) => {
      const interrupted = interruption()
      // Another host may own the home. Its runs are printed too, and when it ends, this one takes over.
      while (!interrupted.yet()) {
        const began = new Date().toISOString()
        await withSession(
          command,
          async ({ client, line, handle, progress }) => {
            await printRuns(client, began, line)
            const { length } = await client.call('sources.list', {})
            progress(
              `${handle.owner ? 'Keeping' : 'Another Magpie keeps'} ${length} ${length === 1 ? 'source' : 'sources'} in sync. Ctrl+C ends this.`,
            )
            await Promise.race([handle.closed, interrupted.wait])
          },
          { background: true },
        )
      }
    })
}

/** Prints every run that ends from `began` on. The engine works before anybody can listen: what ended meanwhile is looked up. */
async function printRuns(client: Client, began: string, line: (run: SyncRun) => void): Promise<void> {
  let heard: SyncRun[] | null = []
  client.on('run.finished', (run) => (heard === null ? line(run) : heard.push(run)))
  const ended = (await client.call('runs.list', { limit: 100 })).filter((run) => run.finishedAt >= began).reverse()
  const known = new Set(ended.map((run) => run.id))
  for (const run of [...ended, ...heard.filter((run) => !known.has(run.id))]) line(run)
  heard = null
}

/** Ctrl+C, a signal to end, or a reader of the output that has gone. */
function interruption(): { readonly wait: Promise<void>; yet(): boolean } {
  let yet = false
  const wait = new Promise<void>((done) => {
    const stop = () => {
      yet = true
      done()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    process.stdout.on('error', stop)
  })
  return { wait, yet: () => yet }
}
