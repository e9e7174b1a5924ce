/** Normalised discounted cumulative gain, from 0 to 1; grades are 0 and more, and articles without one count as 0. */
export function ndcg(
  list: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth: number,
): number {
  const gains = list.slice(0, depth).map((id) => grades.get(id) ?? 0)
  const best = [...grades.values()].sort((x, y) => y - x).slice(0, depth)
  return discounted(best) === 0 ? 0 : discounted(gains) / discounted(best)
}

const discounted = (grades: number[]) =>
  grades.reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0)
