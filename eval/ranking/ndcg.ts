/** Normalised discounted cumulative gain, from 0 to 1, with binary relevance. */
export function ndcg(
  list: readonly string[],
  relevant: ReadonlySet<string>,
  depth: number,
): number {
  const gains = list.slice(0, depth).map((id) => Number(relevant.has(id)))
  const best = Array.from({ length: Math.min(depth, relevant.size) }, () => 1)
  return best.length === 0 ? 0 : discounted(gains) / discounted(best)
}

const discounted = (gains: number[]) =>
  gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
