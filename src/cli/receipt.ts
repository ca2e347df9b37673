import { say } from '../shared/messages/say.ts'
import type { Canary, Receipt } from '../shared/receipt.ts'
import { describeRun } from './runs.ts'

/** A receipt for people; `--json` has all of it. */
export function describeReceipt({ source, coverage, addsUp, scopes, held, kept, runs, failures, canary, madeAt }: Receipt): string {
  const left = (name: string, counts: Readonly<Partial<Record<string, number>>>) =>
    Object.entries(counts).map(
      ([why, n]) => `  ${n} ${name}: ${say({ code: `${name === 'skipped' ? 'skip' : 'problem'}-${why}`, params: {} })}`,
    )
  const lines = [
    `${source.name} (${source.id}, ${source.account}), ${source.state}, ${madeAt}`,
    `${coverage.listed} listed = ${coverage.searchable} searchable + ${coverage.waiting} waiting + skipped + failed`,
    ...left('skipped', coverage.skipped),
    ...left('failed', coverage.failed),
    addsUp ? 'The numbers add up.' : 'The numbers do NOT add up. Make it anew: magpie source rebuild '.concat(source.id),
    ...scopes.map((scope) => `${scope.name}: ${scope.documents} documents${scope.complete ? '' : ', not yet seen to its end'}`),
    ...(held > 0 ? [`${held} removals wait for your answer: magpie brake ${source.id}`] : []),
    ...(kept > 0 ? [`${kept} kept by your answer although the source no longer has them`] : []),
    `${failures.length} in the failures queue`,
    describeCanary(canary),
  ]
  return [...lines, ...runs.slice(0, 1).map((run) => `Last run: ${describeRun(run)}`)].join('\n')
}

function describeCanary({ result, query, externalId, tookMs }: Canary): string {
  if (result === 'nothing-to-find') return 'There is no text to search for yet.'
  if (result === 'found') return `The document indexed last, ${externalId}, is found by ${query} (${tookMs} ms).`
  return `The document indexed last, ${externalId}, is NOT found by ${query}. "magpie doctor" says more.`
}
