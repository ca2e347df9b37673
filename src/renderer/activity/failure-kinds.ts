import type { Failure, Problem } from '../../shared/model.ts'

export interface FailureKind {
  readonly problem: Problem
  readonly failures: readonly Failure[]
}

/** Failures by their reason, the most frequent first. */
export function byKind(failures: readonly Failure[]): readonly FailureKind[] {
  const kinds = new Map<Problem, Failure[]>()
  for (const failure of failures) kinds.set(failure.problem, [...(kinds.get(failure.problem) ?? []), failure])
  return [...kinds].map(([problem, some]) => ({ problem, failures: some })).sort((a, b) => b.failures.length - a.failures.length)
}
