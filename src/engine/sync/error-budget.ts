import type { ErrorBudget, Problem, Source } from '../../shared/model.ts'
import type { SyncPorts } from './ports.ts'
import { recovery } from './recovery.ts'

const defaultErrorBudget: ErrorBudget = { inARow: 10, percent: 15 }

/** The latest answers that are looked back on. */
const latest = 100

/** Counts what a source answers, document by document, and tells when it is better left alone. */
export interface SpentBudget {
  /** What the source answered for one more document: a problem, or null when nothing was wrong with the answer. */
  note(problem: Problem | null): void
  /** How bad it was when the budget was used up; null while it is not. */
  spent(): Spent | null
}

export interface Spent {
  /** Documents that it went wrong for, of the last so many. */
  readonly failed: number
  readonly of: number
  /** What went wrong most recently. */
  readonly problem: Problem
}

/**
 * Problems of a document itself do not count, for or against: they say nothing about the source. Of a run of failures that
 * are `inARow`, or of `percent` of the last hundred answers, one is too many; 0 switches either off.
 */
export function createErrorBudget({ inARow, percent }: ErrorBudget): SpentBudget {
  const answers: boolean[] = []
  let row = 0
  let failed = 0
  let spent: Spent | null = null
  return {
    note: (problem) => {
      if (spent !== null || (problem !== null && recovery[problem].blames !== 'source')) return
      const bad = problem !== null
      answers.push(bad)
      if (answers.length > latest && answers.shift() === true) failed--
      row = bad ? row + 1 : 0
      if (!bad) return
      failed++
      const tooMany = percent > 0 && failed >= (percent / 100) * latest
      if (tooMany || (inARow > 0 && row >= inARow))
        spent = tooMany ? { failed, of: answers.length, problem } : { failed: row, of: row, problem }
    },
    spent: () => spent,
  }
}

/** A fresh budget for one run of a source. */
export const budgetOf = (ports: Pick<SyncPorts, 'errorBudget'>, source: Pick<Source, 'errorBudget'>): SpentBudget =>
  createErrorBudget(source.errorBudget ?? ports.errorBudget?.() ?? defaultErrorBudget)

/** A source that goes wrong too often is left alone for now. What was committed stays, and so does the cursor. */
export class SourceFailing extends Error {
  readonly spent: Spent

  constructor(spent: Spent) {
    super(`The source went wrong for ${spent.failed} of ${spent.of} documents (${spent.problem})`)
    this.name = 'SourceFailing'
    this.spent = spent
  }
}
