import type { Command } from 'commander'
import type { Client } from '../shared/api.ts'
import { say } from '../shared/messages/say.ts'
import type { BrakePreview, HeldDocument, Removal } from '../shared/model.ts'
import { describeRun, exitCode } from './runs.ts'
import { withSession } from './session.ts'

export function addRemovalCommands(program: Command): void {
  program
    .command('brake <id>')
    .description('what a held run would remove, and the answer to it')
    .option('--accept', 'remove what is gone at the source; what came back stays')
    .option('--reject', 'keep it')
    .option('--kept', 'show what an earlier --reject kept')
    .action((id: string, options: { accept?: boolean; reject?: boolean; kept?: boolean }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        if (options.accept === true && options.reject === true) command.error('say either --accept or --reject', { exitCode: 2 })
        if (options.accept === true || options.reject === true) {
          const { run } = await client.call('brake.answer', { id, accept: options.accept === true })
          print(run, () => (run === null ? 'Nothing to do.' : options.accept === true ? describeRun(run) : `${run.source}: kept.`))
          if (run !== null) process.exitCode = exitCode([run])
          return
        }
        const preview = await wholePreview(client, id, options.kept ?? false)
        print(preview, () => describePreview(id, preview, options.kept ?? false))
        if (preview.count > 0) process.exitCode = 4
      }),
    )

  program
    .command('removals [id]')
    .description('what left the index, when and why; newest first')
    .option('--limit <n>', 'so many of the latest', '100')
    .action((id: string | undefined, options: { limit: string }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const limit = Number(options.limit)
        if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) command.error('--limit is a number from 1 to 1000', { exitCode: 2 })
        const removals = await client.call('removals.list', { ...(id === undefined ? {} : { source: id }), limit })
        print(removals, () => (removals.length === 0 ? 'Nothing has left the index.' : removals.map(describeRemoval).join('\n')))
      }),
    )
}

async function wholePreview(client: Client, id: string, kept: boolean): Promise<BrakePreview> {
  const first = await client.call('brake.preview', { id, kept })
  const documents: HeldDocument[] = [...first.documents]
  for (let last = documents.at(-1); last !== undefined; ) {
    const page = await client.call('brake.preview', { id, kept, after: last.documentId })
    documents.push(...page.documents)
    last = page.documents.at(-1)
  }
  return { ...first, documents }
}

function describePreview(id: string, { count, of, kept, documents }: BrakePreview, showsKept: boolean): string {
  const list = documents.map((document) => `  ${document.externalId}\t${say({ code: `removal-${document.why}`, params: {} })}`)
  if (showsKept)
    return kept === 0 ? 'Nothing was kept that its source no longer has.' : [`${kept} kept by an earlier answer:`, ...list].join('\n')
  if (count === 0) return 'Nothing is waiting for an answer.'
  return [
    `${count} of ${of} documents would disappear from the index:`,
    ...list,
    `Remove them: magpie brake ${id} --accept. Keep them: magpie brake ${id} --reject`,
  ].join('\n')
}

const describeRemoval = ({ at, source, externalId, said }: Removal): string => `${at}\t${source}\t${externalId}\t${say(said)}`
