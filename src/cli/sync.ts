import type { Command } from 'commander'
import { budgetSaid } from '../shared/messages/budget.ts'
import { say } from '../shared/messages/say.ts'
import { signInSaid } from '../shared/messages/sign-in.ts'
import type { SourceStatus, Status } from '../shared/model.ts'
import { clockTime, untilWhen } from './durations.ts'
import { nothingConnected } from './nothing-yet.ts'
import { withProgress } from './progress.ts'
import { describeReceipt } from './receipt.ts'
import { describeRun, exitCode } from './runs.ts'
import { withSession } from './session.ts'

export function addSyncCommands(program: Command): void {
  program
    .command('sync [ids...]')
    .description('sync to the end, then embed to the end')
    .option('--full', 'list everything again')
    .option('--no-embed', 'leave search by meaning for later')
    .action((ids: string[], options: { full?: boolean; embed: boolean }, command: Command) =>
      withSession(command, async (session) => {
        const asked = { ...(ids.length === 0 ? {} : { sources: ids }), full: options.full ?? false, embed: options.embed }
        const { runs } = await withProgress(session, () => session.client.call('sync.run', asked))
        session.print({ runs }, () => (runs.length === 0 ? nothingConnected : runs.map(describeRun).join('\n')))
        process.exitCode = exitCode(runs)
      }),
    )

  program
    .command('status [id]')
    .description('what is indexed, source by source; the numbers always add up')
    .option('--receipt', 'all there is to know of one source: counts, parts, runs, failures, and whether it is really found')
    .action((id: string | undefined, options: { receipt?: boolean }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        if (options.receipt === true) {
          if (id === undefined) command.error('say which source: magpie status ID --receipt', { exitCode: 2 })
          const receipt = await client.call('sources.receipt', { id })
          print(receipt, () => describeReceipt(receipt))
          if (!receipt.addsUp || receipt.canary.result === 'not-found') process.exitCode = 1
          return
        }
        const status = await client.call('status', id === undefined ? {} : { id })
        print(
          {
            sources: status.sources.map(statusJson),
            chunks: status.chunks,
            bytes: status.bytes,
            embedding: status.embedding,
            governor: status.governor,
          },
          () =>
            [
              ...describeGovernor(status),
              ...(status.sources.length === 0 ? [nothingConnected] : status.sources.map(describeStatus)),
              `${status.chunks} passages, ${(status.bytes / 1e6).toFixed(1)} MB on disk`,
            ].join('\n'),
        )
      }),
    )
}

const statusJson = ({ source, coverage, lastRun, nextRun, watching, lastListedAt, budget, signIn }: SourceStatus) => ({
  id: source.id,
  name: source.name,
  state: source.state,
  documents: coverage.listed,
  searchable: coverage.searchable,
  waiting: coverage.waiting,
  embedded: coverage.embedded,
  parts: coverage.parts,
  skipped: coverage.skipped,
  failed: coverage.failed,
  lastRun,
  nextRun,
  watching,
  schedule: source.schedule,
  pausedUntil: source.pausedUntil,
  lastListedAt,
  budget,
  signIn,
})

const describeGovernor = ({ governor: { said, paused, pausedUntil } }: Status): readonly string[] =>
  said === null ? [] : [`${say(said)}${paused ? ` Paused ${untilWhen(pausedUntil)}.` : ''}`]

/** `paused until 14:30`, or the state and when it is synced next. */
function describeState({ source, nextRun }: SourceStatus): string {
  if (source.state === 'paused') return source.pausedUntil === null ? 'paused' : `paused ${untilWhen(source.pausedUntil)}`
  return nextRun === null ? source.state : `${source.state}, next at ${clockTime(nextRun)}`
}

function describeStatus(status: SourceStatus): string {
  const { source, coverage, budget, signIn } = status
  const inside = coverage.parts > 0 ? ` (${coverage.parts} of them inside others)` : ''
  const parts = [
    `${source.id}\t${source.name}: ${describeState(status)}`,
    `  ${coverage.listed} listed${inside} = ${coverage.searchable} searchable`,
  ]
  if (coverage.waiting > 0) parts.push(`+ ${coverage.waiting} waiting`)
  for (const [reason, n] of Object.entries(coverage.skipped)) parts.push(`+ ${n} skipped (${say({ code: `skip-${reason}`, params: {} })})`)
  for (const [problem, n] of Object.entries(coverage.failed))
    parts.push(`+ ${n} failed (${say({ code: `problem-${problem}`, params: {} })})`)
  if (source.problem !== null) parts.push(`\n  ${say(source.problem)}`)
  if (signIn !== null) parts.push(`\n  ${signInSaid(source.account, signIn).map(say).join(', ')}`)
  const slow = budgetSaid(budget, new Date())
  if (slow.length > 0) parts.push(`\n  ${slow.map(say).join(', ')}`)
  return `${parts.join(' ')}; ${coverage.embedded} found by meaning`
}
