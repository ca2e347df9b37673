import type { Source } from '../../shared/model.ts'
import type { ConnectorError } from '../connectors/connector.ts'
import { type LeftOut, leftOutMatcher } from '../store/rules.ts'
import type { SpentBudget } from './error-budget.ts'
import { type Pace, paceOf } from './pace.ts'
import type { OpenSource, SyncPorts } from './ports.ts'
import type { Reporter } from './progress.ts'
import type { Tally } from './tally.ts'
import { knowMakers, type Makers } from './versions.ts'

/** One attempt at one source, as everything that takes part in it sees it. */
export interface Run extends OpenSource {
  readonly ports: SyncPorts
  readonly source: Source
  readonly makers: Makers
  /** Why a document is left out by the rules as they are at that moment, so that a new one holds in a run under way. */
  readonly leftOut: () => (externalId: string, path: readonly string[], name?: string) => ReturnType<LeftOut>
  /** Documents and parts that are read again whatever their version says, by external id. */
  readonly again?: readonly string[]
  /** What a person gave to open the documents of this run with; it is kept nowhere else. */
  readonly password?: string
  readonly tally: Tally
  readonly budget: SpentBudget
  readonly report: Reporter
  readonly pace: Pace
  /** Notes that a part of the source could not be listed: the run is then not complete. */
  readonly incomplete: (prefix: string, error: ConnectorError) => void
  readonly signal: AbortSignal
}

/** What a run is made of; the rest follows from it. */
export type RunParts = Pick<Run, 'ports' | 'source' | 'tally' | 'budget' | 'report' | 'incomplete' | 'again' | 'password' | 'signal'>

export const prepareRun = (parts: RunParts, open: OpenSource): Run => ({
  ...open,
  ...parts,
  makers: knowMakers(parts.ports.makers),
  leftOut: () => {
    const matches = leftOutMatcher(parts.ports.store)
    return (externalId, path, name) => matches(parts.source.id, externalId, path, name)
  },
  pace: paceOf(parts.ports, parts.source.id),
})

/** A pass would remove more than the engine does without asking. Nothing of it was removed. */
export class RemovalsHeld extends Error {
  readonly count: number
  readonly of: number
  /** The name of a scope that is no longer there at all. */
  readonly vanished: string | null

  constructor(count: number, of: number, vanished: string | null = null) {
    super(`${count} of ${of} documents would be removed`)
    this.name = 'RemovalsHeld'
    this.count = count
    this.of = of
    this.vanished = vanished
  }
}

/** Removing more than 20 documents that are more than 30 % of a scope looks like an accident at the source. */
export const isSuspicious = (count: number, of: number): boolean => count > 20 && count > 0.3 * of
