/** How well entries answer a query, by their ids. */
type Judgements = ReadonlyMap<string, number>

const gain = (score: number | undefined): number => Math.max(0, score ?? 0)
const discount = (rank: number): number => 1 / Math.log2(rank + 2)

/** Normalised discounted cumulative gain of the first `k` with linear gains: 1 is the best possible order. */
export function ndcg(found: readonly string[], relevant: Judgements, k: number): number {
  const ideal = [...relevant.values()].map(gain).sort((a, b) => b - a)
  const sum = (gains: readonly number[]) => gains.slice(0, k).reduce((total, value, rank) => total + value * discount(rank), 0)
  const best = sum(ideal)
  return best === 0 ? 0 : sum(found.map((id) => gain(relevant.get(id)))) / best
}

/** One over the rank of the first answer among the first `k`; 0 without one. */
export function mrr(found: readonly string[], relevant: Judgements, k: number): number {
  const rank = found.slice(0, k).findIndex((id) => gain(relevant.get(id)) > 0)
  return rank < 0 ? 0 : 1 / (rank + 1)
}

/** Which share of the answers is among the first `k`. */
export function recall(found: readonly string[], relevant: Judgements, k: number): number {
  const answers = [...relevant].filter(([, score]) => score > 0).map(([id]) => id)
  const top = new Set(found.slice(0, k))
  return answers.length === 0 ? 0 : answers.filter((id) => top.has(id)).length / answers.length
}
