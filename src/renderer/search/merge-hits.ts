import type { Hit, SearchAnswer } from '../../shared/model.ts'

/**
 * A newer answer to the same question, laid over the hits on screen so that nothing moves under the person's eyes:
 * the first `held` rows keep their places (with what the newer answer says about them), the rest follows in the newer
 * order. A held row that the newer answer lacks goes only if that answer is complete and so would have had it.
 */
export function mergeHits(shown: readonly Hit[], answer: SearchAnswer, held: number): readonly Hit[] {
  if (held === 0) return answer.hits
  const newer = new Map(answer.hits.map((hit) => [hit.documentId, hit]))
  const complete = answer.total <= answer.hits.length
  const kept = shown
    .slice(0, held)
    .map((hit) => newer.get(hit.documentId) ?? (complete ? null : hit))
    .filter((hit) => hit !== null)
  const ids = new Set(kept.map((hit) => hit.documentId))
  return [...kept, ...answer.hits.filter((hit) => !ids.has(hit.documentId))]
}
