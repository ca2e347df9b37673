import type { Command } from 'commander'
import type { Client } from '../shared/api.ts'
import { budgetSaid } from '../shared/messages/budget.ts'
import { say } from '../shared/messages/say.ts'
import type { SourceStatus, Status } from '../shared/model.ts'
import { clockTime, untilWhen } from './durations.ts'
import { describeRun, exitCode } from './runs.ts'
import { type Session, withSession } from './session.ts'

export function addSyncCommands(program: Command): void {
  program
    .command('sync [ids...]')
    .description('sync to the end, then embed to the end')
    .option('--full', 'list everything again')
    .option('--no-embed', 'leave search by meaning for later')
    .action((ids: string[], options: { full?: boolean; embed: boolean }, command: Command) =>
      withSession(command, async (session) => {
        const stop = showProgress(session)
        const interrupt = () => void session.client.call('sync.stop', {})
        process.once('SIGINT', interrupt)
        const { runs } = await session.client
          .call('sync.run', { ...(ids.length === 0 ? {} : { sources: ids }), full: options.full ?? false, embed: options.embed })
          .finally(() => {
            stop()
            process.off('SIGINT', interrupt)
          })
        session.print({ runs }, () =>
          runs.length === 0 ? 'Nothing is connected yet. Start with: magpie source add folder PATH' : runs.map(describeRun).join('\n'),
        )
        process.exitCode = exitCode(runs)
      }),
    )

  program
    .command('status [id]')
    .description('what is indexed, source by source; the numbers always add up')
    .action((id: string | undefined, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
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
              ...status.sources.map(describeStatus),
              `${status.chunks} passages, ${(status.bytes / 1e6).toFixed(1)} MB on disk`,
            ].join('\n'),
        )
      }),
    )
}

const statusJson = ({ source, coverage, lastRun, nextRun, watching, lastListedAt, budget }: SourceStatus) => ({
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
})

const describeGovernor = ({ governor: { said, paused, pausedUntil } }: Status): readonly string[] =>
  said === null ? [] : [`${say(said)}${paused ? ` Paused ${untilWhen(pausedUntil)}.` : ''}`]

/** `paused until 14:30`, or the state and when it is synced next. */
function describeState({ source, nextRun }: SourceStatus): string {
  if (source.state === 'paused') return source.pausedUntil === null ? 'paused' : `paused ${untilWhen(source.pausedUntil)}`
  return nextRun === null ? source.state : `${source.state}, next at ${clockTime(nextRun)}`
}

function describeStatus(status: SourceStatus): string {
  const { source, coverage, budget } = status
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
  const slow = budgetSaid(budget, new Date())
  if (slow.length > 0) parts.push(`\n  ${slow.map(say).join(', ')}`)
  return `${parts.join(' ')}; ${coverage.embedded} found by meaning`
}

function showProgress(session: Session): () => void {
  const stops = [onSync(session.client, session), onEmbedding(session.client, session)]
  return () => {
    for (const stop of stops) stop()
    if (process.stderr.isTTY === true && !session.quiet) process.stderr.write('\r\u001b[K')
  }
}

const onSync = (client: Client, session: Session) =>
  client.on('sync.progress', (p) =>
    show(session, `${p.source}: ${p.phase}, ${p.done} of ${p.listed}${p.failed > 0 ? `, ${p.failed} failed` : ''}`),
  )

const onEmbedding = (client: Client, session: Session) =>
  client.on('embedding.progress', (e) => {
    if (e.state === 'working')
      show(session, `meaning: ${e.done} of ${e.total}${e.etaSeconds === null ? '' : `, about ${Math.ceil(e.etaSeconds / 60)} min left`}`)
  })

/** A line that rewrites itself on a terminal, plain lines elsewhere. */
function show(session: Session, text: string): void {
  if (session.quiet) return
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text}`)
  else session.progress(text)
}
